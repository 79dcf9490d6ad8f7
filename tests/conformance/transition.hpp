#pragma once
// Ethereum's rules around the execution of one transaction, as state tests need them.
// Source: execution-specs, Cancun to Osaka, process_transaction.

#include <string>

#include "conformance/state_test.hpp"

namespace archi::conformance {

/// The world of a case: keeps the hashes of earlier blocks as the tests define them, and notes
/// calls of precompiles that the engine does not have.
class TestWorld : public evm::test::MapHost {
public:
    explicit TestWorld(evm::Revision revision) : revision_(revision) {}

    Hash block_hash(std::uint64_t number) override;
    std::optional<evm::CallResult> system_call(const evm::Message& message) override;

    [[nodiscard]] bool called_missing_precompile() const { return called_missing_precompile_; }

private:
    evm::Revision revision_;
    bool called_missing_precompile_ = false;
};

/// The precompiled contracts that Ethereum has in `revision`.
[[nodiscard]] std::vector<Address> ethereum_precompiles(evm::Revision revision);

/// Executes the case's transaction in `world`. Gives why it was refused, in the names of the tests'
/// exceptions; empty if it was executed. A refused transaction leaves `world` as it was.
[[nodiscard]] std::string apply(const Case& test, TestWorld& world);

/// keccak of the RLP of the logs.
[[nodiscard]] Hash logs_hash(const std::vector<evm::Log>& logs);

}  // namespace archi::conformance
