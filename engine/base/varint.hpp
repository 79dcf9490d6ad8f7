#pragma once
// LEB128 numbers: seven bits a byte, least significant first, the shortest form only.

#include <cstdint>
#include <optional>

#include "base/bytes.hpp"

namespace archi {

/// Appends `value` in 1 to 10 bytes.
void append_varint(Bytes& out, std::uint64_t value);

/// Takes one number off the front of `bytes`, which stays as it is on failure.
/// nullopt: truncated, a superfluous last byte, or 2^64 and more.
[[nodiscard]] std::optional<std::uint64_t> take_varint(bytes_view& bytes);

}  // namespace archi
