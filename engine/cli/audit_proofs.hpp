#pragma once
// What the audit's lies are proven with: the real prover, with parameters that a share of many
// thousand changes can be afforded with.

#include <memory>

#include "prover/segment_prover.hpp"

namespace archi::cli {

class AuditProofs {
public:
    /// Of a program whose honest runs leave no output. `tables` outlives this.
    AuditProofs(const machine::ProgramTables& tables, std::uint32_t entry);

    /// Proves the traces, whatever they are: true if a proof is made and the verifier accepts it.
    [[nodiscard]] bool verifies(const std::vector<machine::SegmentTraces>& traces) const;

private:
    std::unique_ptr<prover::Backend> backend_;
    iop::Parameters parameters_;
    prover::ProvingKey key_;
};

}  // namespace archi::cli
