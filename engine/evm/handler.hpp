#pragma once
// Threaded dispatch: each instruction is a function that ends with a tail call of the next one's,
// so that the machine's state stays in registers.

#include <array>

#include "evm/frame.hpp"
#include "evm/opcodes.hpp"

// All registers belong to the callee: handlers save none. The sanitizers' stack frames and this
// convention do not go together (clang 19).
#if defined(__x86_64__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#define ARCHI_HANDLER __attribute__((preserve_none))
#else
#define ARCHI_HANDLER
#endif

namespace archi::evm {

struct Table;

/// `top` is one past the topmost stack word, `pc` the instruction, `gas` what is left before it.
using Handler = ARCHI_HANDLER void (*)(Frame& frame, u256* top, const std::uint8_t* pc,
                                       std::int64_t gas, const Table& table);

/// Handlers by opcode.
struct Table {
    std::array<Handler, 256> handlers;
};

/// `traced`: for what a tracer watches, where each instruction has a step of its own.
[[nodiscard]] const Table& instruction_table(Revision revision, bool traced);

/// Every handler of it reports to the tracer, then does what Machine::instructions says.
[[nodiscard]] const Table& tracing_table();

/// Ends a handler with the instruction at `pc`.
#define ARCHI_NEXT(top, pc, gas) \
    [[clang::musttail]] return table.handlers[*(pc)](frame, (top), (pc), (gas), table)

/// Takes `price` of gas that is not negative. False: the frame has failed.
template <std::int16_t price>
[[gnu::always_inline]] inline bool pay(Frame& frame, std::int64_t& gas)
{
    std::uint64_t left = 0;  // unsigned, so that one subtraction says both what is left and if any
    if (__builtin_sub_overflow(static_cast<std::uint64_t>(gas), std::uint64_t{price}, &left))
        [[unlikely]] {
        frame.fail(Status::kOutOfGas);
        return false;
    }
    gas = static_cast<std::int64_t>(left);
    return true;
}

/// Checks gas and stack as kTraits demands. False: the frame has failed.
template <std::uint8_t opcode>
[[gnu::always_inline]] inline bool admit(Frame& frame, const u256* top, std::int64_t& gas)
{
    constexpr auto kNeeds = kTraits[opcode];
    if constexpr (kNeeds.takes > 0) {
        if (reinterpret_cast<std::uintptr_t>(top) - kNeeds.takes * sizeof(u256) <
            reinterpret_cast<std::uintptr_t>(frame.stack_begin)) [[unlikely]] {
            frame.fail(Status::kStackUnderflow);
            return false;
        }
    }
    if constexpr (kNeeds.leaves > kNeeds.takes) {
        if (top == frame.stack_end) [[unlikely]] {
            frame.fail(Status::kStackOverflow);
            return false;
        }
    }
    if constexpr (kNeeds.gas > 0) {
        if (!pay<kNeeds.gas>(frame, gas)) [[unlikely]]
            return false;
    }
    return true;
}

template <std::uint8_t opcode>
inline constexpr std::ptrdiff_t kStackChange = kTraits[opcode].leaves - kTraits[opcode].takes;

/// An instruction that cannot fail once admitted: `body(top)`.
template <std::uint8_t opcode, auto body>
ARCHI_HANDLER void pure(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                        const Table& table)
{
    if (!admit<opcode>(frame, top, gas)) [[unlikely]]
        return;
    body(top);
    ARCHI_NEXT(top + kStackChange<opcode>, pc + 1, gas);
}

/// One that reads the frame or the transaction and cannot fail: `body(frame, top)`.
template <std::uint8_t opcode, auto body>
ARCHI_HANDLER void query(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                         const Table& table)
{
    if (!admit<opcode>(frame, top, gas)) [[unlikely]]
        return;
    body(frame, top);
    ARCHI_NEXT(top + kStackChange<opcode>, pc + 1, gas);
}

/// One with costs or failures of its own: `Status body(frame, top, gas)`.
template <std::uint8_t opcode, auto body>
ARCHI_HANDLER void fallible(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                            const Table& table)
{
    if (!admit<opcode>(frame, top, gas)) [[unlikely]]
        return;
    if (const auto status = body(frame, top, gas); status != Status::kSuccess) [[unlikely]] {
        frame.fail(status);
        return;
    }
    ARCHI_NEXT(top + kStackChange<opcode>, pc + 1, gas);
}

/// The rest of `touching` where memory must grow first.
template <std::uint8_t opcode, std::size_t count, auto body>
[[gnu::noinline]] ARCHI_HANDLER void growing(Frame& frame, u256* top, const std::uint8_t* pc,
                                             std::int64_t gas, const Table& table)
{
    if (!frame.expand_memory(gas, top[-1], count)) {
        frame.fail(Status::kOutOfGas);
        return;
    }
    body(frame.memory.data() + static_cast<std::size_t>(top[-1].low_u64()), top);
    ARCHI_NEXT(top + kStackChange<opcode>, pc + 1, gas);
}

/// One that accesses `count` bytes of memory at top[-1]: `body(bytes, top)`.
template <std::uint8_t opcode, std::size_t count, auto body>
ARCHI_HANDLER void touching(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                            const Table& table)
{
    if (!admit<opcode>(frame, top, gas)) [[unlikely]]
        return;
    const auto& offset = top[-1];
    if (!offset.fits_u64() || !frame.memory.holds<count>(offset.low_u64())) [[unlikely]]
        [[clang::musttail]] return growing<opcode, count, body>(frame, top, pc, gas, table);
    body(frame.memory.data() + static_cast<std::size_t>(offset.low_u64()), top);
    ARCHI_NEXT(top + kStackChange<opcode>, pc + 1, gas);
}

/// One that ends the frame: `body(frame, top, gas)` calls finish or fail.
template <std::uint8_t opcode, auto body>
ARCHI_HANDLER void halting(Frame& frame, u256* top, const std::uint8_t*, std::int64_t gas,
                           const Table&)
{
    if (!admit<opcode>(frame, top, gas)) [[unlikely]]
        return;
    body(frame, top, gas);
}

/// A call or creation: `Status body(frame, top, gas)` fills Machine::request; the frame goes on,
/// with the result pushed, when the loop in machine.cpp has it.
template <std::uint8_t opcode, auto body>
ARCHI_HANDLER void calling(Frame& frame, u256* top, const std::uint8_t* pc, std::int64_t gas,
                           const Table&)
{
    if (!admit<opcode>(frame, top, gas)) [[unlikely]]
        return;
    if (const auto status = body(frame, top, gas); status != Status::kSuccess) [[unlikely]] {
        frame.fail(status);
        return;
    }
    frame.exit = Exit::kCall;
    frame.top = top - kTraits[opcode].takes;
    frame.program_counter = pc + 1;
    frame.gas = gas;
}

}  // namespace archi::evm
