#pragma once
// Ethereum's rules around the execution of one transaction, as state tests need them.
// Source: execution-specs, Cancun to Osaka, process_transaction.

#include <string>

#include "conformance/state_test.hpp"

namespace archi::conformance {

using TestWorld = evm::MapHost;

/// Executes the case's transaction in `world`. Gives why it was refused, in the names of the tests'
/// exceptions; empty if it was executed. A refused transaction leaves `world` as it was.
[[nodiscard]] std::string apply(const Case& test, TestWorld& world);

/// keccak of the RLP of the logs.
[[nodiscard]] Hash logs_hash(const std::vector<evm::Log>& logs);

}  // namespace archi::conformance
