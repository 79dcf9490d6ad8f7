#pragma once
// Net state differences of a batch and their encoding for the L1. The format page is
// DIFFERENCE_FORMAT.md.

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "state/reader.hpp"

namespace archi::state {

/// One leaf whose value at the end of the batch differs from its value at the start.
struct Difference {
    bool is_new = false;      ///< the leaf is appended by this batch
    std::uint64_t index = 0;  ///< of an existing leaf
    Hash key{};               ///< of a new leaf
    Hash before{};            ///< zero for a new leaf
    Hash after{};

    bool operator==(const Difference&) const = default;
};

/// Index of the leaf at a key in the tree at the start of the batch, nullopt if absent.
using IndexOf = std::function<std::optional<std::uint64_t>(const Hash& key)>;

/// The net changes of a batch as differences: new leaves first, ascending by key, then existing
/// ones, ascending by index. Changes to the same value are left out.
[[nodiscard]] std::vector<Difference> differences_of(std::span<const Change> changes,
                                                     const IndexOf& index_of);

/// How one value follows from the one before it. `form` is the form byte of the format page.
struct EncodedValue {
    std::uint8_t form = 0;
    Bytes payload;

    bool operator==(const EncodedValue&) const = default;
};

/// The shortest form, of equally short ones the lowest. Requires `after` != `before`.
[[nodiscard]] EncodedValue encode_value(const Hash& before, const Hash& after);

/// Encodes in the order of differences_of, whatever the order of `differences`.
/// Requires distinct keys and indices, and a changed value in each.
[[nodiscard]] Bytes encode(std::span<const Difference> differences);

/// What the encoding says without the old state: keys or indices, and how each value changes.
struct EncodedDifference {
    bool is_new = false;
    std::uint64_t index = 0;
    Hash key{};
    EncodedValue value;

    bool operator==(const EncodedDifference&) const = default;
};

enum class DifferenceError : std::uint8_t {
    kTruncated,
    kTrailingBytes,
    kNonCanonical,  ///< encode would have written it otherwise
    kUnknownForm,
};

/// Total: any bytes give differences or an error, in time and memory linear in input.size().
[[nodiscard]] std::expected<std::vector<EncodedDifference>, DifferenceError> decode(
    bytes_view input);

/// The value after, from the value before (zero for a new leaf).
/// Errors: kNonCanonical for anything but encode_value(before, after).
[[nodiscard]] std::expected<Hash, DifferenceError> resolve(const EncodedValue& value,
                                                           const Hash& before);

}  // namespace archi::state
