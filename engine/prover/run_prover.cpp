#include "prover/run_prover.hpp"

#include <utility>

#include "base/blake3.hpp"
#include "verifier/machine_air.hpp"

namespace archi::prover {

namespace {

/// Early commitments that are kept from the first pass; others are made again.
constexpr std::uint32_t kKeptEarly = 16;

std::unexpected<Error> stopped()
{
    return failure(ErrorCode::kUnavailable, "The proof was stopped.");
}

/// What the first execution finds out.
struct Survey {
    std::vector<std::uint64_t> cycles;  ///< of each segment
    std::vector<SegmentTrace> early;
    std::vector<machine::FinalCell> finals;
    Bytes output;
    std::uint64_t total_cycles = 0;
};

Result<Bytes> output_of(const machine::Ending& ending)
{
    if (!ending.succeeded)
        return failure(ErrorCode::kInvalidArgument,
                       "The program failed with exit code " + std::to_string(ending.exit_code) +
                           "; only a run that succeeds can be proven.");
    if (!ending.output)
        return failure(ErrorCode::kInvalidArgument,
                       "The program left no output with the digest that it exits with.");
    return *ending.output;
}

Result<Survey> survey(const machine::Executable& executable, const machine::ProgramTables& tables,
                      const std::vector<std::uint32_t>& hints, const ProveOptions& options)
{
    auto run = machine::Run::start(executable, hints, options.limits, options.max_cycles,
                                   options.injections);
    if (!run) return std::unexpected(run.error());
    Survey result;
    while (!run->ended()) {
        const auto index = static_cast<std::uint32_t>(result.early.size());
        if (!options.progress({.segment = index, .cycles = result.total_cycles})) return stopped();
        const auto segment = run->next_segment(machine::Run::Records::kNone);
        if (!segment) return std::unexpected(segment.error());
        if (run->ended()) result.finals = run->final_cells();
        auto& trace = result.early.emplace_back();
        trace.traces = machine::fill_early(tables, *segment, result.finals);
        result.cycles.push_back(segment->cycles());
        result.total_cycles += segment->cycles();
    }
    auto output = output_of(run->ending());
    if (!output) return std::unexpected(output.error());
    result.output = std::move(*output);
    return result;
}

}  // namespace

Result<Bytes> prove_traces(const Backend& backend, const iop::Parameters& parameters,
                           const ProvingKey& key, bytes_view output, std::uint32_t segments,
                           const TraceSource& source,
                           const std::function<bool(std::uint32_t, Stage)>& progress)
{
    const auto air = verifier::machine_air<E>();
    Bytes proof;
    append_le(proof, verifier::kProofVersion, 4);
    append(proof, iop::encode(parameters));
    append(proof, verifier::encode(key.key));
    append_le(proof, output.size(), 4);
    append(proof, output);
    append_le(proof, segments, 4);

    std::vector<Hash> digests;
    std::vector<EarlyColumns> kept;
    for (std::uint32_t i = 0; i < segments; ++i) {
        auto trace = source.early(i);
        if (!trace) return std::unexpected(trace.error());
        sort_by_chip(trace->traces);
        auto early = commit_early(backend, parameters, air, *trace);
        append(proof,
               verifier::encode_shape(air, early.commitment.shape, machine::Commitment::kEarly));
        for (const auto& hash : early.commitment.cap)
            append(proof, hash);
        digests.push_back(verifier::digest(early.commitment));
        if (source.is_consistent && i < kKeptEarly) kept.push_back(std::move(early));
    }
    const verifier::Statement statement{verifier::program_hash(parameters, key.key), blake3(output),
                                        segments};
    auto transcript = verifier::shared_transcript(statement, digests);
    if (const auto bits = parameters.grinding.shared_challenge; bits != 0) {
        const auto nonce = backend.grind(transcript.state(), bits);
        append_le(proof, nonce, 8);
        static_cast<void>(transcript.grind(bits, nonce));
    }
    const auto shared = verifier::shared_challenge<E>(std::move(transcript));

    for (std::uint32_t i = 0; i < segments; ++i) {
        auto trace = source.all(i);
        if (!trace) return std::unexpected(trace.error());
        sort_by_chip(trace->traces);
        const auto early = i < kept.size() ? std::exchange(kept[i], {})
                                           : commit_early(backend, parameters, air, *trace);
        const auto bytes =
            prove_segment(backend, {air, parameters, key.key, statement, shared, i}, key, early,
                          *trace, [&](Stage stage) { return progress(i, stage); });
        if (!bytes) return stopped();
        append_le(proof, bytes->size(), 4);
        append(proof, *bytes);
    }
    return proof;
}

Result<Proven> prove_run(const Backend& backend, const machine::Executable& executable,
                         bytes_view input, const ProveOptions& options)
{
    const auto& parameters = options.parameters;
    if (const auto valid = iop::validate(parameters); !valid)
        return failure(ErrorCode::kUnsupported, "These parameters are refused: " +
                                                    std::string(iop::name_of(valid.error())) + ".");
    if (parameters.extension_degree != E::kDegree || parameters.field != iop::BaseField::kKoalaBear)
        return failure(ErrorCode::kUnsupported,
                       "This prover works in KoalaBear's extension of degree 6 only.");
    const machine::ProgramTables tables(executable.program);
    const auto hints = machine::hint_words(input);
    auto found = survey(executable, tables, hints, options);
    if (!found) return std::unexpected(found.error());
    const auto segments = static_cast<std::uint32_t>(found->early.size());
    if (segments > std::uint64_t{1} << parameters.log_proofs)
        return failure(ErrorCode::kLimitExceeded,
                       "The run has " + std::to_string(segments) +
                           " segments, more than these parameters allow: choose larger segments.");
    const auto key =
        make_key(backend, parameters, verifier::machine_air<E>(), tables, executable.program.entry);

    auto run = machine::Run::start(executable, hints, options.limits, options.max_cycles,
                                   options.injections);
    if (!run) return std::unexpected(run.error());
    std::uint64_t cycles = 0;
    const TraceSource source{
        [&](std::uint32_t i) -> Result<SegmentTrace> { return std::move(found->early[i]); },
        [&](std::uint32_t) -> Result<SegmentTrace> {
            auto segment = run->next_segment(machine::Run::Records::kAll);
            if (!segment) return std::unexpected(segment.error());
            const auto finals = run->ended() ? std::span<const machine::FinalCell>(found->finals)
                                             : std::span<const machine::FinalCell>{};
            SegmentTrace trace{machine::statement_of(tables, *segment, finals),
                               machine::fill_early(tables, *segment, finals)};
            for (auto& each : machine::fill_main(tables, *segment, finals))
                trace.traces.push_back(std::move(each));
            run->recycle(std::move(segment->records));
            return trace;
        },
        true};
    auto proof = prove_traces(backend, parameters, key, found->output, segments, source,
                              [&](std::uint32_t i, Stage stage) {
                                  if (stage == Stage::kCommit && i > 0)
                                      cycles += found->cycles[i - 1];
                                  return options.progress({.segment = i,
                                                           .segments = segments,
                                                           .stage = stage,
                                                           .cycles = cycles,
                                                           .total_cycles = found->total_cycles});
                              });
    if (!proof) return std::unexpected(proof.error());
    return Proven{std::move(*proof), verifier::program_hash(parameters, key.key),
                  std::move(found->output), found->total_cycles, segments};
}

}  // namespace archi::prover
