#pragma once
// Which positions of code may be jumped to (Yellow Paper, 9.4.3).

#include <cstddef>
#include <cstdint>

namespace archi::evm {

/// Sets the bit of every JUMPDEST in `code` that is not push data: bit position % 8 of byte
/// position / 8 of `bits`, all zero before. Requires 16 zeros behind the `size` bytes of `code`.
/// Cost: O(size), whatever the code.
void find_jump_destinations(const std::uint8_t* code, std::size_t size, std::uint8_t* bits);

}  // namespace archi::evm
