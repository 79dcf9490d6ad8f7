#pragma once
// What the arithmetic instructions compute.
// Source: The RISC-V Instruction Set Manual, Volume I (2024), chapters RV32I and M.

#include <cstdint>
#include <limits>

#include "machine/instruction.hpp"

namespace archi::machine {

/// a op b for the opcodes kAdd to kRemu.
template <Opcode opcode>
// NOLINTNEXTLINE(readability-function-cognitive-complexity): a table of operations
[[nodiscard]] constexpr std::uint32_t compute(std::uint32_t a, std::uint32_t b)
{
    const auto signed_a = static_cast<std::int32_t>(a);
    const auto signed_b = static_cast<std::int32_t>(b);
    const bool overflows = signed_a == std::numeric_limits<std::int32_t>::min() && signed_b == -1;
    using enum Opcode;
    if constexpr (opcode == kAdd) {
        return a + b;
    } else if constexpr (opcode == kSub) {
        return a - b;
    } else if constexpr (opcode == kXor) {
        return a ^ b;
    } else if constexpr (opcode == kOr) {
        return a | b;
    } else if constexpr (opcode == kAnd) {
        return a & b;
    } else if constexpr (opcode == kSll) {
        return a << (b & 31);
    } else if constexpr (opcode == kSrl) {
        return a >> (b & 31);
    } else if constexpr (opcode == kSra) {
        return static_cast<std::uint32_t>(signed_a >> (b & 31));
    } else if constexpr (opcode == kSlt) {
        return signed_a < signed_b ? 1 : 0;
    } else if constexpr (opcode == kSltu) {
        return a < b ? 1 : 0;
    } else if constexpr (opcode == kMul) {
        return a * b;
    } else if constexpr (opcode == kMulh) {
        return static_cast<std::uint32_t>(std::int64_t{signed_a} * signed_b >> 32);
    } else if constexpr (opcode == kMulhsu) {
        return static_cast<std::uint32_t>(std::int64_t{signed_a} * std::int64_t{b} >> 32);
    } else if constexpr (opcode == kMulhu) {
        return static_cast<std::uint32_t>(std::uint64_t{a} * b >> 32);
    } else if constexpr (opcode == kDiv) {
        if (b == 0) return ~std::uint32_t{0};
        return overflows ? a : static_cast<std::uint32_t>(signed_a / signed_b);
    } else if constexpr (opcode == kDivu) {
        return b == 0 ? ~std::uint32_t{0} : a / b;
    } else if constexpr (opcode == kRem) {
        if (b == 0) return a;
        return overflows ? 0 : static_cast<std::uint32_t>(signed_a % signed_b);
    } else {
        static_assert(opcode == kRemu);
        return b == 0 ? a : a % b;
    }
}

/// Whether a branch with sources a and b is taken.
template <Opcode opcode>
[[nodiscard]] constexpr bool is_taken(std::uint32_t a, std::uint32_t b)
{
    using enum Opcode;
    if constexpr (opcode == kBeq) {
        return a == b;
    } else if constexpr (opcode == kBne) {
        return a != b;
    } else if constexpr (opcode == kBlt) {
        return static_cast<std::int32_t>(a) < static_cast<std::int32_t>(b);
    } else if constexpr (opcode == kBge) {
        return static_cast<std::int32_t>(a) >= static_cast<std::int32_t>(b);
    } else if constexpr (opcode == kBltu) {
        return a < b;
    } else {
        static_assert(opcode == kBgeu);
        return a >= b;
    }
}

/// The opcode whose operation an immediate form has.
[[nodiscard]] constexpr Opcode register_form(Opcode opcode)
{
    return is_immediate_form(opcode)
               ? static_cast<Opcode>(static_cast<unsigned>(opcode) - kImmediateForm)
               : opcode;
}

}  // namespace archi::machine
