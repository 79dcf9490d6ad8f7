#pragma once
// CREATE and CREATE2: they pay, and leave the creation in Machine::request.

#include "evm/machine.hpp"

namespace archi::evm::create {

template <CallKind kind>
Status prepare(Frame& frame, u256* top, std::int64_t& gas);

extern template Status prepare<CallKind::kCreate>(Frame&, u256*, std::int64_t&);
extern template Status prepare<CallKind::kCreate2>(Frame&, u256*, std::int64_t&);

}  // namespace archi::evm::create
