#pragma once
// Plain transfers over JSON-RPC, signed here, as a wallet would send them.

#include <map>
#include <optional>

#include "cli/rpc_client.hpp"
#include "node/snapshot.hpp"

namespace archi::cli {

struct Arrival {
    std::uint64_t block = 0;
};

/// Signs and sends for the test accounts, counting their nonces.
class TransferDesk {
public:
    /// `client` must outlive the desk.
    [[nodiscard]] static Result<TransferDesk> open(RpcClient& client);

    [[nodiscard]] Result<Hash> send(const node::TestAccount& from, const Address& to,
                                    const u256& value);
    /// Waits up to 30 s for the receipt. Errors: kUnavailable (not included in time), kInternal
    /// (failed).
    [[nodiscard]] Result<Arrival> wait(const Hash& hash);

private:
    TransferDesk(RpcClient& client, std::uint64_t chain_id, u256 max_fee)
        : client_(&client), chain_id_(chain_id), max_fee_(max_fee)
    {
    }
    RpcClient* client_;
    std::uint64_t chain_id_;
    u256 max_fee_;
    std::map<Address, std::uint64_t> nonces_;
};

}  // namespace archi::cli
