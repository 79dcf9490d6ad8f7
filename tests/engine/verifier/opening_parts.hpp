#pragma once
// Stacked columns of random cells, opened at a point by themselves: what is around an opening in a
// proof is left out, so that a test can afford thousands.

#include <random>

#include "engine/verifier/toy_run.hpp"
#include "iop/multilinear.hpp"
#include "prover/opening_prover.hpp"

namespace archi::verifier::test {

class Stacked {
public:
    using Commitments = std::array<std::unique_ptr<prover::Committed>, kStacks>;
    static constexpr std::array<unsigned, kStacks> kWidths = {2, 0, 5};
    static constexpr std::size_t kColumns = 7;

    std::vector<std::vector<F>> columns;
    OpeningClaim<E> claim;

    Stacked(const iop::Parameters& parameters, std::uint64_t seed) : parameters_(parameters)
    {
        std::mt19937_64 random(seed);
        const auto cell = [&] { return F(static_cast<std::uint32_t>(random())); };
        const auto element = [&] {
            E::Coefficients coefficients;
            for (auto& coefficient : coefficients)
                coefficient = cell();
            return E(coefficients);
        };
        for (std::size_t i = 0; i < kColumns; ++i) {
            auto& column = columns.emplace_back(std::size_t{1} << parameters.log_stacked_height);
            for (auto& each : column)
                each = cell();
        }
        for (unsigned i = 0; i < parameters.log_stacked_height; ++i)
            claim.point.push_back(element());
        claim_what_is_true();
    }

    void claim_what_is_true()
    {
        claim.values.clear();
        const auto table = iop::equality_table(std::span<const E>(claim.point));
        for (const auto& column : columns) {
            E value;
            for (std::size_t i = 0; i < column.size(); ++i)
                value += table[i] * column[i];
            claim.values.push_back(value);
        }
    }

    [[nodiscard]] Commitments commit(const prover::Backend& backend) const
    {
        Commitments made;
        std::size_t next = 0;
        for (std::size_t i = 0; i < kStacks; ++i) {
            const auto layout =
                stack(std::vector<unsigned>(kWidths[i], parameters_.log_stacked_height),
                      parameters_.log_stacked_height);
            std::vector<std::span<const F>> of_stack;
            for (unsigned j = 0; j < kWidths[i]; ++j)
                of_stack.emplace_back(columns[next++]);
            made[i] = backend.commit(static_cast<iop::TreeKind>(i), layout, of_stack, parameters_);
        }
        return made;
    }

    /// The bytes of the opening.
    [[nodiscard]] Bytes open(const prover::Backend& backend, const Commitments& committed,
                             const iop::Parameters& parameters) const
    {
        const Shape shape;
        const SegmentLayout layout{};
        prover::CommittedSegment segment{machine_air<E>(), shape, layout, parameters, {}};
        for (std::size_t i = 0; i < kStacks; ++i)
            segment.stacks[i] = committed[i].get();
        iop::ProverChannel channel(transcript(committed));
        prover::prove_opening(backend, channel, segment, claim.point, kColumns);
        return channel.proof();
    }

    [[nodiscard]] std::expected<void, Fault> verify(const Commitments& committed, bytes_view proof,
                                                    const OpeningClaim<E>& claimed) const
    {
        std::array<StackCommitment, kStacks> commitments;
        for (std::size_t i = 0; i < kStacks; ++i)
            commitments[i] = {static_cast<iop::TreeKind>(i), committed[i]->cap(), kWidths[i]};
        iop::VerifierChannel channel(transcript(committed), proof);
        const auto verified = verify_opening<E>(channel, parameters_, commitments, claimed);
        if (verified && !channel.at_end()) return std::unexpected(Fault::kMalformed);
        return verified;
    }

private:
    /// The claimed values are not absorbed: so a changed claim meets the same challenges.
    static iop::Transcript transcript(const Commitments& committed)
    {
        iop::Transcript transcript("archipelago opening test");
        for (const auto& each : committed)
            for (const auto& hash : each->cap())
                transcript.absorb(iop::Label::kCommitment, hash);
        return transcript;
    }

    iop::Parameters parameters_;
};

/// Folds other columns than those that are opened.
class OtherColumns : public prover::Backend {
public:
    OtherColumns(const prover::Backend& honest, const Stacked::Commitments& folded)
        : honest_(honest), folded_(folded)
    {
    }
    [[nodiscard]] std::string_view name() const override { return "other columns"; }
    [[nodiscard]] std::unique_ptr<prover::Committed> commit(
        iop::TreeKind kind, const StackLayout& layout, std::span<const std::span<const F>> columns,
        const iop::Parameters& parameters) const override
    {
        return honest_.commit(kind, layout, columns, parameters);
    }
    [[nodiscard]] std::unique_ptr<prover::FractionTree> sum(const prover::CommittedSegment&, Scope,
                                                            const Fingerprint<E>&) const override
    {
        return nullptr;
    }
    [[nodiscard]] std::unique_ptr<prover::ConstraintCheck> check_constraints(
        const prover::CommittedSegment&, const std::array<Fingerprint<E>, kScopes>&,
        const std::array<LeafClaim<E>, kScopes>&) const override
    {
        return nullptr;
    }
    [[nodiscard]] std::unique_ptr<prover::StackingCheck> check_stacking(
        const prover::CommittedSegment&, std::span<const E>, std::span<const StackedClaim<E>>,
        const E&) const override
    {
        return nullptr;
    }
    [[nodiscard]] std::unique_ptr<prover::Folding> fold(const prover::CommittedSegment& segment,
                                                        std::span<const E> point,
                                                        std::span<const E> weights) const override
    {
        return honest_.fold(other(segment), point, weights);
    }
    [[nodiscard]] std::unique_ptr<prover::WeightedFolding> fold_weighted(
        const prover::CommittedSegment& segment, std::span<const E> point,
        std::span<const E> weights) const override
    {
        return honest_.fold_weighted(other(segment), point, weights);
    }
    [[nodiscard]] std::uint64_t grind(const Hash& state, unsigned bits) const override
    {
        return honest_.grind(state, bits);
    }

private:
    [[nodiscard]] prover::CommittedSegment other(const prover::CommittedSegment& segment) const
    {
        auto changed = segment;
        for (std::size_t i = 0; i < kStacks; ++i)
            changed.stacks[i] = folded_[i].get();
        return changed;
    }

    const prover::Backend& honest_;
    const Stacked::Commitments& folded_;
};

}  // namespace archi::verifier::test
