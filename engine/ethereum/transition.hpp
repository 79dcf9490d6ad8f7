#pragma once
// Ethereum's rules around the execution of one transaction: fees, refusals, warm accounts, refunds.
// Source: execution-specs, Cancun to Osaka, process_transaction.

#include "ethereum/case.hpp"

namespace archi::ethereum {

/// Executes the case's transaction in a copy of its world.
[[nodiscard]] Outcome run(const Case& test);

/// keccak of the RLP of the logs.
[[nodiscard]] Hash logs_hash(const std::vector<evm::Log>& logs);

}  // namespace archi::ethereum
