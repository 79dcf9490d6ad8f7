#pragma once
// One account that acts on an L1.

#include <chrono>
#include <stop_token>

#include "crypto/host/account_key.hpp"
#include "l1/client.hpp"

namespace archi::l1 {

/// What a transaction says beside its call.
struct Envelope {
    std::uint64_t chain_id = 0;
    std::uint64_t nonce = 0;
    std::uint64_t gas_limit = 0;
    u256 priority_fee;  ///< wei per gas
    u256 max_fee;       ///< wei per gas
};

/// The raw EIP-1559 transaction; `call.from` is not looked at. Errors: kInvalidArgument for a void
/// key.
[[nodiscard]] Result<Bytes> sign(const Call& call, const Envelope& envelope,
                                 const crypto::PrivateKey& key);

/// Signs and sends one transaction after the other, in order of their nonces. Nobody else may use
/// the key meanwhile. Not for sharing between threads.
class Account {
public:
    /// Asks the L1 for its chain id and the account's next nonce. `client` must outlive the
    /// account. Errors: kInvalidArgument for a void key, and those of the client.
    /// Once `stop` is requested, whatever waits gives up.
    [[nodiscard]] static Result<Account> open(Client& client, const crypto::PrivateKey& key,
                                              std::stop_token stop = {});

    [[nodiscard]] const Address& address() const { return address_; }
    [[nodiscard]] std::uint64_t chain_id() const { return chain_id_; }
    [[nodiscard]] std::uint64_t next_nonce() const { return nonce_; }
    [[nodiscard]] Client& client() { return client_; }

    /// Sends at twice the base fee, and gives the hash without waiting. `call.from` is not looked
    /// at.
    [[nodiscard]] Result<Hash> send(const Call& call, std::uint64_t gas_limit);
    /// The receipt of a successful transaction. Errors: kUnavailable after `patience` or when
    /// stopped; kInvalidArgument if it failed on the L1.
    [[nodiscard]] Result<Receipt> wait(const Hash& transaction, std::chrono::milliseconds patience);
    /// Estimates, sends and waits. A call that would revert is kInvalidArgument with the reason,
    /// and is not sent.
    [[nodiscard]] Result<Receipt> run(const Call& call, std::chrono::milliseconds patience);

private:
    Account(Client& client, const crypto::PrivateKey& key, const Address& address,
            std::uint64_t chain_id, std::uint64_t nonce, std::stop_token stop)
        : client_(client),
          key_(key),
          address_(address),
          chain_id_(chain_id),
          nonce_(nonce),
          stop_(std::move(stop))
    {
    }

    Client& client_;
    crypto::PrivateKey key_;
    Address address_;
    std::uint64_t chain_id_;
    std::uint64_t nonce_;
    std::stop_token stop_;
};

}  // namespace archi::l1
