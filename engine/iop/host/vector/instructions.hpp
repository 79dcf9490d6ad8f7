#pragma once
// Which instruction set the kernels use. All give the same bits.

#include <cstdint>

namespace archi::iop {

enum class Instructions : std::uint8_t { kPortable, kAvx2, kAvx512 };

[[nodiscard]] bool supported(Instructions instructions);
/// The widest that this machine has.
[[nodiscard]] Instructions best_instructions();
/// "portable", "AVX2", "AVX-512".
[[nodiscard]] const char* name(Instructions instructions);

}  // namespace archi::iop
