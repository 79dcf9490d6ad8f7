#pragma once
// CALL, CALLCODE, DELEGATECALL and STATICCALL: they pay, and leave the call in Machine::request.

#include "evm/machine.hpp"

namespace archi::evm::call {

template <CallKind kind>
Status prepare(Frame& frame, u256* top, std::int64_t& gas);

extern template Status prepare<CallKind::kCall>(Frame&, u256*, std::int64_t&);
extern template Status prepare<CallKind::kCallCode>(Frame&, u256*, std::int64_t&);
extern template Status prepare<CallKind::kDelegateCall>(Frame&, u256*, std::int64_t&);
extern template Status prepare<CallKind::kStaticCall>(Frame&, u256*, std::int64_t&);

}  // namespace archi::evm::call
