#pragma once
// One chain of a world: its configuration, and, once started, the chain and its RPC endpoint.

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.hpp"
#include "chain/chain.hpp"
#include "net/pool.hpp"
#include "node/control.hpp"
#include "node/snapshot.hpp"
#include "rpc/endpoint.hpp"

namespace archi::node {

/// Calls out whenever something a snapshot shows has changed, and for each block.
struct MemberEvents {
    std::function<void()> on_change;
    std::function<void(const std::string& chain, const chain::Block& block)> on_block;
};

class Member {
public:
    Member(net::Pool& pool, std::filesystem::path folder, chain::Config config,
           MemberEvents events);
    ~Member();
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

    /// Opens the chain if it is not open, binds its port, starts it. A failure is returned and
    /// stays in the state until the next start. Idempotent. Start and stop are not called at once.
    [[nodiscard]] Result<void> start(const Progress& progress);
    /// The chain, opened for reading if it was not open yet.
    [[nodiscard]] Result<std::shared_ptr<chain::Chain>> open();
    /// Closes the port and stops the chain; the chain stays open for reading.
    void stop();

    [[nodiscard]] ChainSnapshot snapshot() const;
    [[nodiscard]] std::shared_ptr<chain::Chain> chain() const;
    [[nodiscard]] const chain::Config& config() const { return config_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    void enter(chain::Phase phase, std::string detail = {}, std::string cure = {});
    Result<void> fail(Error error, std::string cure);

    net::Pool& pool_;
    const std::filesystem::path folder_;
    const chain::Config config_;
    const MemberEvents events_;

    std::mutex opening_;        ///< the database is opened once
    mutable std::mutex mutex_;  ///< guards what follows
    chain::State own_state_;    ///< what is shown while there is no chain, or the node acts on it
    bool acting_ = false;       ///< between the begin and end of start or stop
    bool failed_ = false;
    std::shared_ptr<chain::Chain> chain_;
    std::unique_ptr<rpc::Endpoint> endpoint_;
    std::uint64_t subscription_ = 0;
};

/// What a user can do about `error` when a chain does not start.
[[nodiscard]] std::string cure_for(const Error& error);

}  // namespace archi::node
