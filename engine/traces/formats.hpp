#pragma once
// What a batch would publish in other formats.

#include "traces/replay.hpp"

namespace archi::traces {

/// Bytes that the batch publishes as ZKsync OS does: for each block version(1), block hash(32),
/// timestamp(8) and the net differences of the block, each under its 32-byte key: values as the
/// shortest of full, add, subtract and without leading zeros behind a byte, accounts as nonce and
/// balance or, if created, with flags, lengths and all their code. Then the counts of logs and
/// messages. Source: matter-labs/zksync-os 0a82da0 (flat_storage_model, pubdata_compression), with
/// the block's head of later versions.
[[nodiscard]] std::size_t zksync_os_bytes(const Replay& batch);

/// Bytes of the signed transactions, one behind the other, compressed by zstd at level 19.
[[nodiscard]] std::size_t compressed_input_bytes(const Trace& trace);

}  // namespace archi::traces
