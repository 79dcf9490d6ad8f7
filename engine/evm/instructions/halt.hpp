#pragma once
// STOP, RETURN, REVERT, INVALID and undefined opcodes. SELFDESTRUCT is in storage.cpp.

#include "evm/machine.hpp"

namespace archi::evm::halt {

inline void stop(Frame& frame, u256*, std::int64_t gas)
{
    frame.finish(Status::kSuccess, gas, {});
}

template <Status status>
void with_output(Frame& frame, u256* top, std::int64_t gas)
{
    if (!frame.expand_memory(gas, top[-1], top[-2])) {
        frame.fail(Status::kOutOfGas);
        return;
    }
    frame.finish(status, gas,
                 frame.memory.view(static_cast<std::size_t>(top[-1].low_u64()),
                                   static_cast<std::size_t>(top[-2].low_u64())));
}

template <Status status>
void with_failure(Frame& frame, u256*, std::int64_t)
{
    frame.fail(status);
}

}  // namespace archi::evm::halt
