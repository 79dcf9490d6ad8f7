#pragma once
// Proves a run of a program: the prover's side of verifier/run.hpp.
//
// The program is executed twice: once for the early commitments of all segments, which the shared
// challenge needs, and once more, segment by segment, for the proofs. So memory holds one segment
// at a time, however long the run.

#include <functional>

#include "machine/host/run.hpp"
#include "prover/segment_prover.hpp"
#include "verifier/run.hpp"

namespace archi::prover {

/// Where the proof of a run stands.
struct RunProgress {
    std::uint32_t segment = 0;   ///< the one in work
    std::uint32_t segments = 0;  ///< 0 while it is not known how many there will be
    Stage stage = Stage::kCommit;
    std::uint64_t cycles = 0;  ///< of the segments before this one
    std::uint64_t total_cycles = 0;
};

struct ProveOptions {
    iop::Parameters parameters = iop::default_parameters();
    machine::SegmentLimits limits;
    std::uint32_t max_cycles = machine::kMaxCycles;
    /// Called as a stage of a segment begins. An answer of false stops the proof.
    std::function<bool(const RunProgress&)> progress = [](const RunProgress&) { return true; };
    std::vector<machine::Injection> injections = {};  ///< only tests have any
};

struct Proven {
    Bytes proof;
    Hash program;  ///< verifier::program_hash()
    Bytes output;
    std::uint64_t cycles = 0;
    std::uint32_t segments = 0;
};

/// Errors: those of the executor; kInvalidArgument if the program ends with `fail` or leaves no
/// output that its digest belongs to; kLimitExceeded for more segments than the parameters allow;
/// kUnavailable if `progress` stopped it; kUnsupported for parameters that are refused.
[[nodiscard]] Result<Proven> prove_run(const Backend& backend,
                                       const machine::Executable& executable, bytes_view input,
                                       const ProveOptions& options);

/// Two passes over the traces of all segments. The first needs only the early ones.
struct TraceSource {
    std::function<Result<SegmentTrace>(std::uint32_t segment)> early;
    std::function<Result<SegmentTrace>(std::uint32_t segment)> all;
    /// Both give the same early traces, so that commitments to them may be kept. A forger's differ.
    bool is_consistent = false;
};

/// The proof of these traces, whatever they are. Called with a segment and a stage, `progress` may
/// stop it.
[[nodiscard]] Result<Bytes> prove_traces(const Backend& backend, const iop::Parameters& parameters,
                                         const ProvingKey& key, bytes_view output,
                                         std::uint32_t segments, const TraceSource& source,
                                         const std::function<bool(std::uint32_t, Stage)>& progress);

}  // namespace archi::prover
