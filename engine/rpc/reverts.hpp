#pragma once
// How failed executions are told: private to this library.

#include "evm/host.hpp"
#include "rpc/answer.hpp"

namespace archi::rpc {

/// Requires a status other than kSuccess. A revert has code 3 and its data, as in geth.
[[nodiscard]] CallError execution_error(const evm::CallResult& result);

}  // namespace archi::rpc
