#pragma once
// One account that acts on an L1.

#include <chrono>

#include "crypto/host/account_key.hpp"
#include "l1/client.hpp"

namespace archi::l1 {

/// Signs and sends one transaction after the other, in order of their nonces. Nobody else may use
/// the key meanwhile. Not for sharing between threads.
class Account {
public:
    /// Asks the L1 for its chain id and the account's next nonce. `client` must outlive the
    /// account. Errors: kInvalidArgument for a void key, and those of the client.
    [[nodiscard]] static Result<Account> open(Client& client, const crypto::PrivateKey& key);

    [[nodiscard]] const Address& address() const { return address_; }
    [[nodiscard]] std::uint64_t chain_id() const { return chain_id_; }
    [[nodiscard]] std::uint64_t next_nonce() const { return nonce_; }
    [[nodiscard]] Client& client() { return client_; }

    /// Sends at twice the base fee, and gives the hash without waiting. `call.from` is not looked
    /// at.
    [[nodiscard]] Result<Hash> send(const Call& call, std::uint64_t gas_limit);
    /// The receipt of a successful transaction. Errors: kUnavailable after `patience`;
    /// kInvalidArgument if it failed on the L1.
    [[nodiscard]] Result<Receipt> wait(const Hash& transaction, std::chrono::milliseconds patience);
    /// Estimates, sends and waits. A call that would revert is kInvalidArgument with the reason,
    /// and is not sent.
    [[nodiscard]] Result<Receipt> run(const Call& call, std::chrono::milliseconds patience);

private:
    Account(Client& client, const crypto::PrivateKey& key, const Address& address,
            std::uint64_t chain_id, std::uint64_t nonce)
        : client_(client), key_(key), address_(address), chain_id_(chain_id), nonce_(nonce)
    {
    }

    Client& client_;
    crypto::PrivateKey key_;
    Address address_;
    std::uint64_t chain_id_;
    std::uint64_t nonce_;
};

}  // namespace archi::l1
