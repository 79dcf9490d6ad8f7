#pragma once
// Programs of the proof machine as files: statically linked ELF executables for RV32IM.
// Source: Tool Interface Standard, ELF 1.2 (1995); RISC-V ELF psABI 1.0, chapter 8.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "machine/host/symbols.hpp"
#include "machine/program.hpp"

namespace archi::machine {

/// Bounds of what is loaded.
inline constexpr std::size_t kMaxElfBytes = std::size_t{1} << 28;
inline constexpr std::size_t kMaxTextWords = std::size_t{1} << 22;
inline constexpr std::size_t kMaxImageWords = std::size_t{1} << 22;

struct Executable {
    Program program;
    std::vector<std::uint32_t> words;  ///< what program.text was decoded from
    Symbols symbols;                   ///< empty if the file was stripped
};

/// Reads a program. Its loaded segments must be: one that may be executed and not written (the
/// text); above it any number that may not be executed (constants, data, zeros), in increasing
/// order of addresses, below 2^30. The image reaches from the first of these to the last byte that
/// the file brings; what lies above starts as zero. Text is never data: constants belong into
/// .rodata. Cost: O(file), memory O(text + image + symbols) within the bounds above. Errors:
/// kInvalidArgument, saying what is wrong; kUnsupported for another machine, compressed or
/// floating-point code and dynamic linking; kLimitExceeded.
[[nodiscard]] Result<Executable> load_elf(bytes_view file);

}  // namespace archi::machine
