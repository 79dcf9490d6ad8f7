#pragma once

#include <cstdint>
#include <expected>

#include "rpc/simulation.hpp"

namespace archi::rpc {

/// The least gas limit (within 1.5 %, as geth answers it) with which the call succeeds.
/// `is_capped`: the caller named a gas limit, nothing above it is tried.
/// Errors: the revert, or why no allowed limit is enough.
[[nodiscard]] std::expected<std::uint64_t, CallError> estimate_gas(const Simulation& simulation,
                                                                   bool is_capped);

}  // namespace archi::rpc
