#pragma once
// The prover's side of verifier/segment.hpp: the protocol, step by step.

#include <functional>

#include "prover/backend.hpp"

namespace archi::prover {

/// Where a segment's proof stands.
enum class Stage : std::uint8_t {
    kCommit,       ///< encoding and hashing the columns
    kSums,         ///< the sums over the buses
    kConstraints,  ///< the sumcheck over all constraints
    kOpen,         ///< stacking and opening
};

[[nodiscard]] std::string_view name(Stage stage);

/// Called as a stage begins. An answer of false stops the proof.
using Progress = std::function<bool(Stage)>;

/// A program as the prover knows it: its key, and its committed columns.
struct ProvingKey {
    verifier::Key key;
    std::unique_ptr<Committed> columns;
};

[[nodiscard]] ProvingKey make_key(const Backend& backend, const iop::Parameters& parameters,
                                  verifier::Air<E> air, const machine::ProgramTables& program,
                                  std::uint32_t entry);

/// A segment's early commitment, and what opens it later.
struct EarlyColumns {
    verifier::EarlyCommitment commitment;
    std::unique_ptr<Committed> columns;
};
[[nodiscard]] EarlyColumns commit_early(const Backend& backend, const iop::Parameters& parameters,
                                        verifier::Air<E> air, const SegmentTrace& trace);

/// The bytes that verifier::verify_segment() takes; empty if `progress` stopped it.
/// Requires sorted traces (sort_by_chip), and that `early` was made of them. Any trace gives bytes;
/// a wrong one is refused by the verifier.
[[nodiscard]] std::optional<Bytes> prove_segment(const Backend& backend,
                                                 const verifier::SegmentContext<E>& context,
                                                 const ProvingKey& key, const EarlyColumns& early,
                                                 const SegmentTrace& trace,
                                                 const Progress& progress);

}  // namespace archi::prover
