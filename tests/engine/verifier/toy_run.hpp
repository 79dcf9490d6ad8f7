#pragma once
// Runs that are proven with toy parameters: few queries, little work, but every part of a proof.

#include <stdexcept>

#include "engine/prover/proofs.hpp"

namespace archi::verifier::test {

using iop::E;
using iop::F;
using prover::SegmentTrace;

/// Far below 100 bits, so that a test can afford many proofs. Every phase has its work.
[[nodiscard]] inline iop::Parameters toy_parameters()
{
    auto parameters = iop::default_parameters();
    parameters.log_stacked_height = 13;
    parameters.log_cap = 3;
    parameters.grinding = {4, 4, 4, 4, 4};
    parameters.target_bits = 24;
    parameters.log_proofs = 4;
    parameters.queries = *iop::fewest_queries(parameters, 29);
    return parameters;
}

/// The same with WHIR; its words are decoded uniquely, or up to the Johnson bound.
[[nodiscard]] inline iop::Parameters toy_whir_parameters(std::uint8_t word_multiplicity = 0)
{
    auto parameters = toy_parameters();
    parameters.opening = iop::Opening::kWhir;
    parameters.log_final_length = 3;  // words that fold 4, 4 and 2 variables
    parameters.word_log_inverse_rate = 2;
    parameters.word_multiplicity = word_multiplicity;
    return *iop::with_fewest_queries(parameters, 31);
}

[[nodiscard]] inline std::expected<Verified, Fault> verify(
    bytes_view proof, const iop::Parameters& parameters = toy_parameters())
{
    return verify_run<E>(machine_air<E>(), parameters, proof, parameters.target_bits);
}

/// A run, executed and filled into traces, that can be changed before it is proven.
struct ToyRun {
    machine::Executable executable;
    machine::ProgramTables tables;
    std::vector<SegmentTrace> segments;
    Bytes output;

    /// Of every opcode, in segments of that many cycles.
    explicit ToyRun(std::uint64_t program_seed, std::uint32_t segment_cycles,
                    std::uint64_t hint_seed = 1)
        : executable(prover::test::exercise(program_seed, 400)), tables(executable.program)
    {
        const auto hints = machine::hint_words(prover::test::hint_bytes(hint_seed, 2000));
        auto run = machine::Run::start(executable, hints, {.max_cycles = segment_cycles});
        std::vector<machine::Segment> recorded;
        while (run && !run->ended()) {
            auto segment = run->next_segment(machine::Run::Records::kAll);
            if (!segment) throw std::runtime_error(segment.error().sentence);
            recorded.push_back(std::move(*segment));
        }
        const auto finals = run->final_cells();
        for (const auto& segment : recorded) {
            const auto ends = segment.exit ? std::span<const machine::FinalCell>(finals)
                                           : std::span<const machine::FinalCell>{};
            auto& trace = segments.emplace_back();
            trace.statement = machine::statement_of(tables, segment, ends);
            trace.traces = machine::fill_early(tables, segment, ends);
            for (auto& each : machine::fill_main(tables, segment, ends))
                trace.traces.push_back(std::move(each));
        }
    }

    /// The first instance of the chip.
    template <typename Chip>
    [[nodiscard]] machine::ChipTrace& trace(std::size_t segment = 0)
    {
        for (auto& each : segments[segment].traces)
            if (each.chip == machine::kChipId<Chip>) return each;
        throw std::runtime_error("no instance of the chip");
    }

    /// Early commitments of `early` and everything else of `segments`, by an honest prover unless
    /// `backend` is not one.
    [[nodiscard]] Bytes prove(const prover::Backend& backend,
                              const std::vector<SegmentTrace>& early, std::uint32_t entry_shift = 0,
                              const iop::Parameters& parameters = toy_parameters()) const
    {
        auto key = prover::make_key(backend, parameters, machine_air<E>(), tables,
                                    executable.program.entry);
        key.key.entry += entry_shift;
        const prover::TraceSource source{
            [&](std::uint32_t i) -> Result<SegmentTrace> { return early[i]; },
            [&](std::uint32_t i) -> Result<SegmentTrace> { return segments[i]; }};
        auto proof = prover::prove_traces(backend, parameters, key, output,
                                          static_cast<std::uint32_t>(segments.size()), source,
                                          [](std::uint32_t, prover::Stage) { return true; });
        if (!proof) throw std::runtime_error(proof.error().sentence);
        return std::move(*proof);
    }
    [[nodiscard]] Bytes prove(const prover::Backend& backend) const
    {
        return prove(backend, segments);
    }
};

/// Where the parts of a proof are.
struct ProofMap {
    struct Piece {
        std::size_t begin = 0;
        std::size_t size = 0;
    };
    Piece header, key, output_length, output, segment_count, early, nonce;
    std::vector<Piece> lengths;   ///< of each segment
    std::vector<Piece> segments;  ///< without the lengths

    explicit ProofMap(bytes_view proof)
    {
        const auto parameters = toy_parameters();
        const auto air = machine_air<E>();
        std::size_t at = 0;
        const auto take = [&at](std::size_t size) {
            const Piece piece{at, size};
            at += size;
            return piece;
        };
        const auto number = [&](const Piece& piece) {
            std::size_t value = 0;
            for (std::size_t i = piece.size; i-- > 0;)
                value = value << 8 | proof[piece.begin + i];
            return value;
        };
        const auto cap = cap_size(parameters) * Hash::kSize;
        header = take(4 + iop::kEncodedParametersSize);
        key = take(kKeyHeaderBytes + cap);
        output_length = take(4);
        output = take(number(output_length));
        segment_count = take(4);
        const auto count = number(segment_count);
        early = take(count * (shape_bytes(air, machine::Commitment::kEarly) + cap));
        nonce = take(8);
        for (std::size_t i = 0; i < count; ++i) {
            lengths.push_back(take(4));
            segments.push_back(take(number(lengths.back())));
        }
        if (at != proof.size()) throw std::runtime_error("the map does not fit the proof");
    }
};

}  // namespace archi::verifier::test
