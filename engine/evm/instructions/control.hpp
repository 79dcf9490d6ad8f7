#pragma once
// Jumps, pushes, duplicates, swaps, GAS and PC: the instructions that are handlers of their own.

#include "evm/handler.hpp"
#include "evm/instructions/words.hpp"

namespace archi::evm::control {

[[gnu::always_inline]] inline bool may_jump(const Frame& frame, const u256& destination)
{
    const auto position = destination.low_u64();
    return destination.fits_u64() && position <= SIZE_MAX &&
           frame.code->is_jump_destination(static_cast<std::size_t>(position));
}

/// What JUMP and JUMPI do once they jump. The JUMPDEST is paid for and passed without a dispatch of
/// its own, unless a tracer wants to see it.
template <bool traced>
[[gnu::always_inline]] inline bool arrive(Frame& frame, const u256& destination,
                                          const std::uint8_t*& pc, std::int64_t& gas)
{
    if (!may_jump(frame, destination)) [[unlikely]] {
        frame.fail(Status::kBadJumpDestination);
        return false;
    }
    pc = frame.code_begin + static_cast<std::size_t>(destination.low_u64());
    if constexpr (traced) return true;
    ++pc;
    return pay<gas::kJumpdest>(frame, gas);
}

template <bool traced>
ARCHI_HANDLER void jump(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                        const Table& table)
{
    if (!admit<kJump>(frame, top, gas)) return;
    if (!arrive<traced>(frame, top[-1], pc, gas)) [[unlikely]]
        return;
    ARCHI_NEXT(top - 1, pc, gas);
}

template <bool traced>
ARCHI_HANDLER void jump_if(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                           const Table& table)
{
    if (!admit<kJumpi>(frame, top, gas)) return;
    if (read_limbs(top[-2]).is_zero()) ARCHI_NEXT(top - 2, pc + 1, gas);
    if (!arrive<traced>(frame, top[-1], pc, gas)) [[unlikely]]
        return;
    ARCHI_NEXT(top - 2, pc, gas);
}

inline ARCHI_HANDLER void program_counter(Frame& frame, u256* top, const std::uint8_t* pc,
                                          std::int64_t gas, const Table& table)
{
    if (!admit<kPc>(frame, top, gas)) return;
    *top = static_cast<std::uint64_t>(pc - frame.code_begin);
    ARCHI_NEXT(top + 1, pc + 1, gas);
}

inline ARCHI_HANDLER void gas_left(Frame& frame, u256* top, const std::uint8_t* pc,
                                   std::int64_t gas, const Table& table)
{
    if (!admit<kGas>(frame, top, gas)) return;
    *top = static_cast<std::uint64_t>(gas);
    ARCHI_NEXT(top + 1, pc + 1, gas);
}

inline void nothing(u256*) {}

/// The number in `width` bytes of code. The code's padding makes eight readable everywhere.
template <unsigned width>
[[gnu::always_inline]] inline std::uint64_t load_immediate(const std::uint8_t* bytes)
{
    static_assert(width <= 8);
    if constexpr (width == 0) {
        return 0;
    } else if constexpr (width == 1) {
        return bytes[0];
    } else {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, sizeof word);
        return __builtin_bswap64(word) >> (64 - 8 * width);
    }
}

/// PUSH0 to PUSH32.
template <unsigned width>
ARCHI_HANDLER void push(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                        const Table& table)
{
    if (!admit<kPush0 + width>(frame, top, gas)) return;
    constexpr std::size_t kWhole = width / 8;  // full words, behind the partial one
    constexpr unsigned kPartial = width % 8;
    u256::Words words{};
    if constexpr (kPartial != 0) words[kWhole] = load_immediate<kPartial>(pc + 1);
    for (std::size_t i = 0; i < kWhole; ++i)
        words[i] = load_immediate<8>(pc + 1 + kPartial + 8 * (kWhole - 1 - i));
    *top = u256(words);
    ARCHI_NEXT(top + 1, pc + 1 + width, gas);
}

template <unsigned depth>
inline void duplicate(u256* top)
{
    *top = read_limbs(top[-static_cast<std::ptrdiff_t>(depth)]);
}

template <unsigned depth>
inline void swap(u256* top)
{
    auto& deep = top[-static_cast<std::ptrdiff_t>(depth) - 1];
    const auto from_deep = read_limbs(deep);
    deep = read_limbs(top[-1]);
    top[-1] = from_deep;
}

}  // namespace archi::evm::control
