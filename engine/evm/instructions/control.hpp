#pragma once
// Jumps, pushes, duplicates, swaps, GAS and PC: the instructions that are handlers of their own.

#include "evm/handler.hpp"
#include "evm/instructions/words.hpp"

namespace archi::evm::control {

/// Where a jump to `destination` continues; null if it may not.
[[gnu::always_inline]] inline const std::uint8_t* jump_target(const Frame& frame,
                                                              const u256& destination)
{
    if (!destination.fits_u64()) [[unlikely]]
        return nullptr;
    const auto position = destination.low_u64();
    if (position > SIZE_MAX || !frame.code->is_jump_destination(static_cast<std::size_t>(position)))
        [[unlikely]]
        return nullptr;
    return frame.code_begin + static_cast<std::size_t>(position);
}

inline ARCHI_HANDLER void jump(Frame& frame, u256* top, const std::uint8_t*, std::int64_t gas,
                               const Table& table)
{
    if (!admit<kJump>(frame, top, gas)) return;
    const auto* target = jump_target(frame, top[-1]);
    if (target == nullptr) [[unlikely]] {
        frame.fail(Status::kBadJumpDestination);
        return;
    }
    ARCHI_NEXT(top - 1, target, gas);
}

inline ARCHI_HANDLER void jump_if(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                                  const Table& table)
{
    if (!admit<kJumpi>(frame, top, gas)) return;
    if (top[-2].is_zero()) ARCHI_NEXT(top - 2, pc + 1, gas);
    const auto* target = jump_target(frame, top[-1]);
    if (target == nullptr) [[unlikely]] {
        frame.fail(Status::kBadJumpDestination);
        return;
    }
    ARCHI_NEXT(top - 2, target, gas);
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
    *top = top[-static_cast<std::ptrdiff_t>(depth)];
}

template <unsigned depth>
inline void swap(u256* top)
{
    const u256 deep = top[-static_cast<std::ptrdiff_t>(depth) - 1];
    top[-static_cast<std::ptrdiff_t>(depth) - 1] = top[-1];
    top[-1] = deep;
}

}  // namespace archi::evm::control
