#pragma once
// The proof of one segment of a run.

#include <optional>

#include "machine/public_terms.hpp"
#include "verifier/statement.hpp"

namespace archi::verifier {

inline constexpr unsigned kMinLogHeight = 4;
/// Rows of all chips that take a step, in one segment: 4 timestamps each stay far below the
/// modulus.
inline constexpr std::size_t kMaxSteps = std::size_t{1} << 24;
/// Bytes of a row of one commitment: one chunk of BLAKE3.
inline constexpr std::size_t kMaxRowBytes = 1024;

/// What a segment says of itself, as it stands in its proof: first pc, first timestamp, end pc, end
/// timestamp, last cell, four bytes each.
inline constexpr std::size_t kPublicBytes = 20;
[[nodiscard]] Bytes encode_public_values(const machine::SegmentStatement& statement);

/// The bytes of a shape's encoding: kMaxInstances log heights a chip of that commitment, tallest
/// first, 0 for none.
template <typename E>
[[nodiscard]] std::size_t shape_bytes(Air<E> air, machine::Commitment commitment);
template <typename E>
[[nodiscard]] Bytes encode_shape(Air<E> air, const Shape& shape, machine::Commitment commitment);
/// Empty if it is no shape of this air.
template <typename E>
[[nodiscard]] std::optional<Shape> decode_shape(Air<E> air, machine::Commitment commitment,
                                                bytes_view bytes);

/// Both in one, by chip.
[[nodiscard]] Shape merge(const Shape& early, const Shape& main);

/// True if a segment can look like this: presence of chips, heights of tables and of the key, the
/// bounds above and the limits that the parameters' soundness was computed with.
template <typename E>
[[nodiscard]] bool is_valid(Air<E> air, const Shape& shape, const Key& key,
                            const iop::Limits& limits, bool is_last);

/// All preprocessed columns of a program: heights in the order of the commitment, and for each chip
/// of the air where its columns begin.
struct ProgramColumns {
    std::vector<unsigned> log_heights;
    std::vector<std::size_t> first;
};
template <typename E>
[[nodiscard]] ProgramColumns program_columns(Air<E> air, const Key& key);

/// Layouts of everything that a shape determines.
struct SegmentLayout {
    std::array<LeafLayout, kScopes> leaves;
    std::array<StackLayout, kStacks> stacks;
    ProgramColumns program;
};
template <typename E>
[[nodiscard]] SegmentLayout lay_out(Air<E> air, const Shape& shape, const Key& key,
                                    unsigned stacked_log_height);

/// Everything a segment's proof is checked against.
template <typename E>
struct SegmentContext {
    Air<E> air;
    const iop::Parameters& parameters;
    const Key& key;
    const Statement& statement;
    const SharedChallenge<E>& shared;
    std::uint32_t index = 0;

    [[nodiscard]] bool is_last() const { return index + 1 == statement.segments; }
};

/// What a valid segment contributes to the run.
template <typename E>
struct SegmentResult {
    machine::SegmentStatement values;
    std::size_t global_leaves = 0;
    E global_numerator;  ///< of the global buses' sum
    E global_denominator;
};

template <typename E>
[[nodiscard]] std::expected<SegmentResult<E>, Fault> verify_segment(
    const SegmentContext<E>& context, const EarlyCommitment& early, bytes_view proof);

}  // namespace archi::verifier
