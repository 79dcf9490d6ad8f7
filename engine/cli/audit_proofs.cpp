#include "cli/audit_proofs.hpp"

#include "prover/cpu/cpu_backend.hpp"
#include "prover/run_prover.hpp"
#include "verifier/machine_air.hpp"

namespace archi::cli {

namespace {

/// A lie passes by chance once in 2^24 times; the traces of the audit have at most 2^17 rows.
iop::Parameters audit_parameters()
{
    auto parameters = iop::default_parameters();
    parameters.log_stacked_height = 13;
    parameters.log_cap = 3;
    parameters.grinding = {};
    parameters.target_bits = 24;
    parameters.log_proofs = 4;
    parameters.queries = *iop::fewest_queries(parameters, 29);
    return parameters;
}

}  // namespace

AuditProofs::AuditProofs(const machine::ProgramTables& tables, std::uint32_t entry)
    : backend_(prover::make_cpu_backend()),
      parameters_(audit_parameters()),
      key_(prover::make_key(*backend_, parameters_, verifier::machine_air<iop::E>(), tables, entry))
{
}

bool AuditProofs::verifies(const std::vector<machine::SegmentTraces>& traces) const
{
    const auto segment = [&traces](std::uint32_t i) -> Result<prover::SegmentTrace> {
        return traces[i];
    };
    const auto proof = prover::prove_traces(
        *backend_, parameters_, key_, {}, static_cast<std::uint32_t>(traces.size()),
        {segment, segment}, [](std::uint32_t, prover::Stage) { return true; });
    return proof && verifier::verify_run<iop::E>(verifier::machine_air<iop::E>(), parameters_,
                                                 *proof, parameters_.target_bits);
}

}  // namespace archi::cli
