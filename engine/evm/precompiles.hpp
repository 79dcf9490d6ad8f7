#pragma once
// The precompiled contracts: which there are, what they cost and what they do.

#include "evm/cycles.hpp"
#include "evm/host.hpp"

namespace archi::evm {

/// Runs the precompile at `address`. Charges `gas` and `meter`; appends to `output`, which is
/// empty. Failures: kOutOfGas, kPrecompileFailure (invalid input), kCycleLimit; they take all gas.
/// Requires is_precompile(address, revision).
[[nodiscard]] Status run_precompile(const Address& address, Revision revision, bytes_view input,
                                    std::int64_t& gas, cycles::Meter& meter, Bytes& output);

}  // namespace archi::evm
