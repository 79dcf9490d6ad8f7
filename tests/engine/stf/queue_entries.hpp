#pragma once
// Transactions from the L1 queue, for tests.

#include "base/assert.hpp"
#include "test_chain.hpp"

namespace archi::stf::testing {

inline constexpr std::uint64_t kQueueGas = 100'000;
inline const u256 kQueuePrice{2'000'000'000};  // wei per gas
inline const Address kRefundRecipient = small_address(0x4ef);

/// Entry `index`: `from` sends `value` to `to`, and brings a tenth of an ether.
inline Transaction queue_entry(std::uint64_t index, const Address& from, const Address& to,
                               const u256& value = {}, Bytes data = {})
{
    Transaction transaction;
    transaction.kind = Kind::kQueued;
    transaction.nonce = index;
    transaction.max_fee = kQueuePrice;
    transaction.gas_limit = kQueueGas;
    transaction.to = to;
    transaction.value = value;
    transaction.data = std::move(data);
    transaction.queued = {.from = from,
                          .gas_per_pubdata = u256{800},
                          .minted = u256{100'000'000'000'000'000},
                          .refund_recipient = kRefundRecipient};
    return transaction;
}

inline SignedTransaction queued(const Transaction& transaction)
{
    auto admitted = admit_queued(encode(transaction));
    ARCHI_ASSERT(admitted.has_value());
    return std::move(*admitted);
}

}  // namespace archi::stf::testing
