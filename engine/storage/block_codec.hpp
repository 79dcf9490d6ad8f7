#pragma once
// The stored form of a block's parts. Decoding is total: any bytes give a value or an Error
// (kCorrupt).

#include <span>
#include <vector>

#include "base/result.hpp"
#include "stf/block.hpp"

namespace archi::storage {

/// What a key became in a block.
struct Write {
    Hash key;
    Hash value;  ///< zero: absent

    bool operator==(const Write&) const = default;
};

[[nodiscard]] Bytes encode_header(const stf::Header& header);
[[nodiscard]] Result<stf::Header> decode_header(bytes_view bytes);

/// The raw transactions with their senders, so that reading recovers no signatures.
[[nodiscard]] Bytes encode_transactions(std::span<const stf::SignedTransaction> transactions);
[[nodiscard]] Result<std::vector<stf::SignedTransaction>> decode_transactions(bytes_view bytes);

/// Cumulative gas is not stored.
[[nodiscard]] Bytes encode_receipts(std::span<const stf::Receipt> receipts);
[[nodiscard]] Result<std::vector<stf::Receipt>> decode_receipts(bytes_view bytes);

[[nodiscard]] Bytes encode_writes(std::span<const Write> writes);
[[nodiscard]] Result<std::vector<Write>> decode_writes(bytes_view bytes);

}  // namespace archi::storage
