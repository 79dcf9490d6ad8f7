#pragma once
// Keys that sign in tests, on the host and in the guest, which has no signing code of its own.

#include "stf/transaction.hpp"

namespace archi::stf::testing {

struct Key {
    u256 secret;
    Address address;
};

/// The key with this secret, which is not zero.
[[nodiscard]] Key make_key(std::uint64_t secret);

/// Signs with the nonce point G: good for tests, deadly for real keys.
[[nodiscard]] SignedTransaction sign(Transaction transaction, const Key& key);
[[nodiscard]] Authorization authorize(const Key& key, std::uint64_t chain_id,
                                      const Address& delegate, std::uint64_t nonce);

}  // namespace archi::stf::testing
