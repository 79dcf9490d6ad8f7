#pragma once
// The parts of encode and decode that are about queue transactions.

#include "stf/transaction.hpp"

namespace archi::stf {

/// With the 0x7f before it.
[[nodiscard]] Bytes encode_queued(const Transaction& transaction);
[[nodiscard]] std::expected<Transaction, TransactionError> decode_queued(bytes_view raw);

}  // namespace archi::stf
