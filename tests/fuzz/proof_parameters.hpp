#pragma once
// What the seeds of the target `proof` are made with: next to no queries and no work, so that they
// are small and what a fuzzer changes is read to the end. Nothing is secure about them.

#include "iop/parameters.hpp"

namespace archi::fuzz {

[[nodiscard]] inline iop::Parameters proof_parameters()
{
    auto parameters = iop::default_parameters();
    parameters.log_stacked_height = 13;
    parameters.log_final_length = 1;
    parameters.log_cap = 0;
    parameters.grinding = {};
    parameters.target_bits = 2;
    parameters.log_proofs = 1;
    parameters.queries = *iop::fewest_queries(parameters, 4);
    return parameters;
}

/// The same with WHIR, and its words up to the Johnson bound, so that every message is there.
[[nodiscard]] inline iop::Parameters whir_proof_parameters()
{
    auto parameters = proof_parameters();
    parameters.opening = iop::Opening::kWhir;
    parameters.word_log_inverse_rate = 2;
    parameters.word_multiplicity = 3;
    return *iop::with_fewest_queries(parameters, 6);
}

}  // namespace archi::fuzz
