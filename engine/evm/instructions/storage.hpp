#pragma once
// SLOAD, SSTORE, TLOAD, TSTORE, LOG0 to LOG4 and SELFDESTRUCT: what changes the world.

#include "evm/machine.hpp"

namespace archi::evm::storage {

Status load(Frame& frame, u256* top, std::int64_t& gas);
Status store(Frame& frame, u256* top, std::int64_t& gas);
void load_transient(Frame& frame, u256* top);
Status store_transient(Frame& frame, u256* top, std::int64_t& gas);
Status log(Frame& frame, u256* top, std::int64_t& gas, std::size_t topics);
void self_destruct(Frame& frame, u256* top, std::int64_t gas);

template <std::size_t topics>
Status log_with(Frame& frame, u256* top, std::int64_t& gas)
{
    return log(frame, top, gas, topics);
}

}  // namespace archi::evm::storage
