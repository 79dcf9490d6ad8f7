#pragma once
// One key's transactions on the L1.

#include <chrono>
#include <span>

#include "crypto/host/account_key.hpp"
#include "l1/account.hpp"
#include "operator/journal.hpp"

namespace archi::settlement {

/// Sends one call after the other and follows what becomes of them. Another program may use the
/// same key: a nonce that is gone is somebody's, and what was to be done is looked at anew.
class Sender {
public:
    struct Rules {
        std::uint64_t chain_id = 0;                      ///< of the L1
        std::chrono::milliseconds fee_patience{15'000};  ///< until a waiting transaction pays more
    };

    /// `client` and `journal` must outlive the sender. Requires a key that is not void.
    Sender(l1::Client& client, Journal& journal, const crypto::PrivateKey& key, Rules rules);

    [[nodiscard]] const Address& address() const { return address_; }

    /// Looks at what was sent. What the L1 has forgotten is sent again as it was; what waits too
    /// long is replaced under its nonce by the same call at a higher fee, or, when the call has
    /// become void, by an empty one. True: something still waits, nothing more is to be sent.
    [[nodiscard]] Result<bool> look();

    /// Sends `call` unless it would revert. Errors: kInvalidArgument with the contracts' words for
    /// a call that would revert; those of the client.
    [[nodiscard]] Result<Hash> send(Step step, const l1::Call& call, std::span<const Part> parts);

private:
    [[nodiscard]] Result<bool> look_at(const Sent& sent, std::uint64_t included,
                                       std::uint64_t known);
    [[nodiscard]] Result<void> replace(const Sent& old);
    [[nodiscard]] Result<Hash> post(const Sent& sent, std::span<const Part> parts);
    [[nodiscard]] Result<l1::Envelope> price(const l1::Call& call);

    l1::Client& client_;
    Journal& journal_;
    crypto::PrivateKey key_;
    Address address_;
    Rules rules_;
};

}  // namespace archi::settlement
