#pragma once
// Modular exponentiation of numbers of any size, precompile 0x05 (EIP-198).

#include "base/bytes.hpp"

namespace archi::crypto {

/// base ^ exponent mod modulus, as exactly modulus.size() big-endian bytes.
/// Each operand is a big-endian number of any length; an empty one is zero. 0^0 is 1. Where the
/// modulus is zero, or one, the result is zero. Memory: O(base.size() + modulus.size()). Time: O(8
/// * exponent.size() * modulus.size()^2) and O(base.size() * modulus.size()). The caller bounds
/// both (EIP-7823: 1,024 bytes an operand; gas).
[[nodiscard]] Bytes modexp(bytes_view base, bytes_view exponent, bytes_view modulus);

}  // namespace archi::crypto
