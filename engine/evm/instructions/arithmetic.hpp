#pragma once
// ADD to SIGNEXTEND. `top[-1]` is the first operand; the result takes the place of the last one.

#include "evm/cycles.hpp"
#include "evm/instructions/words.hpp"
#include "evm/machine.hpp"

namespace archi::evm::arithmetic {

inline void add(u256* top)
{
    top[-2] = top[-1] + top[-2];
}

inline void mul(u256* top)
{
    top[-2] = top[-1] * top[-2];
}

inline void sub(u256* top)
{
    top[-2] = top[-1] - top[-2];
}

inline void signextend(u256* top)
{
    top[-2] = sign_extend(top[-1], read_limbs(top[-2]));
}

/// DIV, SDIV, MOD and SMOD.
template <auto operation>
Status divide(Frame& frame, u256* top, std::int64_t&)
{
    if (!frame.machine->meter.charge(cycles::kDivision)) return Status::kCycleLimit;
    operation(top[-1], top[-2]);
    return Status::kSuccess;
}

// These put their result in the place of the second operand.
[[gnu::noinline]] inline void quotient(const u256& a, u256& b)
{
    b = a / b;
}

[[gnu::noinline]] inline void remainder(const u256& a, u256& b)
{
    b = a % b;
}

[[gnu::noinline]] inline void signed_quotient(const u256& a, u256& b)
{
    b = signed_div(a, b);
}

[[gnu::noinline]] inline void signed_remainder(const u256& a, u256& b)
{
    b = signed_mod(a, b);
}

inline Status addmod(Frame& frame, u256* top, std::int64_t&)
{
    if (!frame.machine->meter.charge(cycles::kAddmod)) return Status::kCycleLimit;
    top[-3] = add_mod(top[-1], top[-2], top[-3]);
    return Status::kSuccess;
}

inline Status mulmod(Frame& frame, u256* top, std::int64_t&)
{
    if (!frame.machine->meter.charge(cycles::kMulmod)) return Status::kCycleLimit;
    top[-3] = frame.machine->multiply_modulo(top[-1], top[-2], top[-3]);
    return Status::kSuccess;
}

inline Status exponentiate(Frame& frame, u256* top, std::int64_t& gas)
{
    const auto exponent_bytes = (top[-2].bit_length() + 7) / 8;
    gas -= gas::kExpByte * exponent_bytes;
    if (gas < 0) return Status::kOutOfGas;
    if (!frame.machine->meter.charge(cycles::kExpByte * exponent_bytes)) return Status::kCycleLimit;
    top[-2] = exp(top[-1], top[-2]);
    return Status::kSuccess;
}

}  // namespace archi::evm::arithmetic
