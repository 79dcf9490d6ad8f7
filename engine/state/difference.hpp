#pragma once
// Net state differences of a batch and their encoding for the L1. The format page is FORMAT.md.

#include <expected>
#include <span>
#include <vector>

#include "base/bytes.hpp"

namespace archi::state {

/// One leaf whose value at the end of the batch differs from its value at the start.
struct Difference {
    bool is_new = false;      ///< the leaf is appended by this batch
    std::uint64_t index = 0;  ///< of an existing leaf
    Hash key;                 ///< of a new leaf
    Hash before;              ///< zero for a new leaf
    Hash after;
    bool is_account = false;  ///< packed account: gets its own value form

    bool operator==(const Difference&) const = default;
};

enum class DifferenceError : std::uint8_t { kTruncated, kTrailingBytes, kNonCanonical, kUnknownForm };

/// New leaves first, ascending by key; then existing ones, ascending by index. Deterministic: the
/// shortest form of each value, ties by the lower form number.
[[nodiscard]] Bytes encode(std::span<const Difference> differences);

/// What the encoding says without the old state: keys or indices, and how each value follows from the
/// one before it.
struct EncodedValue {
    std::uint8_t form = 0;
    Bytes payload;
};
struct EncodedDifference {
    bool is_new = false;
    std::uint64_t index = 0;
    Hash key;
    EncodedValue value;
};
[[nodiscard]] std::expected<std::vector<EncodedDifference>, DifferenceError> decode(bytes_view input);
/// The value after, from the value before. Errors: kNonCanonical for a form that does not fit.
[[nodiscard]] std::expected<Hash, DifferenceError> resolve(const EncodedValue& value, const Hash& before);

}  // namespace archi::state
