#pragma once
// The stored form of a batch's record. Decoding is total.

#include "chain/chain.hpp"

namespace archi::chain {

[[nodiscard]] Bytes encode(const BatchRecord& record);
[[nodiscard]] Result<BatchRecord> decode_batch(bytes_view bytes);

}  // namespace archi::chain
