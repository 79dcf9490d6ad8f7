#pragma once
// The bridges of one world: carries what its chains send each other, and claims what they send to
// the L1 (README.md).

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bridge/transfer.hpp"
#include "chain/chain.hpp"
#include "crypto/host/account_key.hpp"
#include "l1/deployment.hpp"

namespace archi::bridge {

/// Where the chains settle.
struct Mainland {
    std::string url;
    std::uint64_t chain_id = 0;
    l1::Contracts contracts;
};

struct Options {
    std::filesystem::path file;   ///< transfers.db
    crypto::PrivateKey claimant;  ///< pays for claims on the L1
    std::chrono::milliseconds poll{100};
};

/// Called on the bridge's thread, or on that of a caller.
struct Hooks {
    std::function<std::vector<std::shared_ptr<chain::Chain>>()> chains;  ///< that settle
    std::function<std::optional<Mainland>()> mainland;                   ///< nullopt: not there yet
    std::function<void()> on_change;  ///< a transfer is new, or another one
};

/// Who sends what to whom. `from_chain` and `to_chain` may be the L1's id.
struct Sending {
    crypto::PrivateKey key;
    std::uint64_t from_chain = 0;
    std::uint64_t to_chain = 0;
    Address receiver;
    u256 amount;  ///< of the base token of the source, in its smallest unit
};

/// One thread. Every public method may be called from any thread.
class Bridge {
public:
    Bridge(Options options, Hooks hooks);
    ~Bridge();
    Bridge(const Bridge&) = delete;
    Bridge& operator=(const Bridge&) = delete;

    /// Idempotent, as stop: everything goes on at the next start.
    void start();
    void stop();
    /// There are new blocks.
    void wake();

    /// Sends one transaction and gives its hash; the transfer is listed once that is in a block.
    /// Errors: kInvalidArgument (no money, unknown chain, tokens that differ), kUnavailable.
    [[nodiscard]] Result<Hash> send(const Sending& sending);

    /// Newest first. Works while stopped, too.
    [[nodiscard]] Result<std::vector<Transfer>> transfers(std::size_t limit) const;
    /// By its identity, or by the transaction that sent it; nullopt: none.
    [[nodiscard]] Result<std::optional<Transfer>> transfer(const Hash& id) const;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::bridge
