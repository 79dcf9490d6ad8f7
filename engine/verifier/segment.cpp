#include "verifier/segment.hpp"

#include "verifier/gkr.hpp"
#include "verifier/instantiate.hpp"
#include "verifier/stacking.hpp"

namespace archi::verifier {

using iop::Label;

namespace {

std::uint32_t number_at(bytes_view bytes, std::size_t index)
{
    return static_cast<std::uint32_t>(load_le(bytes.subspan(4 * index, 4)));
}

/// The public values as the proof states them, and what of them follows from key and statement.
std::optional<machine::SegmentStatement> decode_public_values(bytes_view bytes, const Key& key,
                                                              const Statement& run, bool is_last)
{
    if (bytes.size() != kPublicBytes) return std::nullopt;
    for (std::size_t i = 0; i < kPublicBytes / 4; ++i)
        if (number_at(bytes, i) >= iop::F::kModulus) return std::nullopt;
    machine::SegmentStatement statement;
    statement.first_pc = number_at(bytes, 0);
    statement.first_timestamp = number_at(bytes, 1);
    statement.end_pc = number_at(bytes, 2);
    statement.end_timestamp = number_at(bytes, 3);
    statement.last_cell = number_at(bytes, 4);
    statement.is_last = is_last;
    if (!is_last) return statement.last_cell == 0 ? std::optional(statement) : std::nullopt;
    statement.image_end = key.image_end;
    for (std::size_t i = 0; i < statement.output.size(); ++i)
        statement.output[i] = number_at(run.output, i);
    return statement;
}

/// True if the sum of the chips' fractions and of the verifier's own terms is zero.
template <typename E>
bool balances(const FractionSum<E>& sum, const Fingerprint<E>& fingerprint,
              const machine::SegmentStatement& statement)
{
    E numerator = sum.numerator;
    E denominator = sum.denominator;
    machine::for_each_public_term(
        statement, [&](machine::Bus bus, bool is_sent, std::span<const iop::F> tuple) {
            E value = fingerprint.of(bus);
            for (std::size_t i = 0; i < tuple.size(); ++i)
                value += fingerprint.beta[i + 1] * tuple[i];
            numerator = numerator * value + (is_sent ? denominator : -denominator);
            denominator *= value;
        });
    return denominator != E{} && numerator == E{};
}

}  // namespace

template <typename E>
std::expected<SegmentResult<E>, Fault> verify_segment(const SegmentContext<E>& context,
                                                      const EarlyCommitment& early,
                                                      bytes_view proof)
{
    const auto& [air, parameters, key, statement, shared, index] = context;
    const bool is_last = context.is_last();
    iop::VerifierChannel channel(segment_transcript(shared.seed, index, statement.segments), proof);

    const auto values = decode_public_values(
        channel.receive_bytes(Label::kPublicValues, kPublicBytes), key, statement, is_last);
    if (!values) return std::unexpected(Fault::kPublicValues);
    constexpr auto kMain = machine::Commitment::kMain;
    const auto main_shape =
        decode_shape(air, kMain, channel.receive_bytes(Label::kShape, shape_bytes(air, kMain)));
    if (!main_shape) return std::unexpected(Fault::kShape);
    const auto shape = merge(early.shape, *main_shape);
    if (!is_valid(air, shape, key, parameters.limits, is_last))
        return std::unexpected(Fault::kShape);

    const unsigned stacked_log_height = parameters.log_stacked_height;
    const auto layout = lay_out(air, shape, key, stacked_log_height);
    const auto& stacks = layout.stacks;
    unsigned width = 0;
    for (const auto& stack : stacks) {
        width += stack.width;
        if (stack.width * iop::kElementBytes<iop::F> > kMaxRowBytes)
            return std::unexpected(Fault::kShape);
    }
    if (width > std::size_t{1} << parameters.limits.log_stacked_columns)
        return std::unexpected(Fault::kShape);
    const auto main_cap = channel.receive_hashes(Label::kCommitment, cap_size(parameters));
    if (!receive_work(channel, parameters.grinding.local_challenge))
        return std::unexpected(Fault::kGrinding);

    const E alpha = channel.challenge<E>(Label::kFingerprint);
    const E beta = channel.challenge<E>(Label::kFingerprint);
    const std::array<Fingerprint<E>, kScopes> fingerprints = {Fingerprint<E>::from(alpha, beta),
                                                              shared.fingerprint};
    std::array<FractionSum<E>, kScopes> sums;
    for (const auto scope : {kLocal, kGlobal}) {
        auto sum = verify_sum<E>(channel, layout.leaves[scope].log_leaves);
        if (!sum) return std::unexpected(sum.error());
        sums[scope] = std::move(*sum);
    }
    if (!balances(sums[kLocal], fingerprints[kLocal], *values))
        return std::unexpected(Fault::kUnbalanced);

    const auto claims =
        verify_constraints(channel, air, shape, fingerprints, layout.leaves,
                           {std::move(sums[kLocal].leaves), std::move(sums[kGlobal].leaves)});
    if (!claims) return std::unexpected(claims.error());
    if (channel.failed()) return std::unexpected(Fault::kMalformed);

    const auto stacked = verify_stacking(channel, std::span<const E>(claims->point),
                                         stacked_claims(air, shape, claims->openings, stacks,
                                                        layout.program.first, stacked_log_height),
                                         width, stacked_log_height);
    if (!stacked) return std::unexpected(stacked.error());

    const std::array<StackCommitment, kStacks> commitments = {
        StackCommitment{iop::TreeKind::kProgram, key.cap, stacks[kProgramStack].width},
        StackCommitment{iop::TreeKind::kEarly, early.cap, stacks[kEarlyStack].width},
        StackCommitment{iop::TreeKind::kMain, main_cap, stacks[kMainStack].width}};
    if (const auto opened = verify_opening<E>(channel, parameters, commitments, *stacked); !opened)
        return std::unexpected(opened.error());
    if (channel.failed() || !channel.at_end()) return std::unexpected(Fault::kMalformed);
    return SegmentResult<E>{*values, layout.leaves[kGlobal].used, sums[kGlobal].numerator,
                            sums[kGlobal].denominator};
}

#define ARCHI_INSTANTIATE(E)                                        \
    template std::expected<SegmentResult<E>, Fault> verify_segment( \
        const SegmentContext<E>&, const EarlyCommitment&, bytes_view);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
