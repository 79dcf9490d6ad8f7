#pragma once
// A prover that changes what it says, and is honest in everything else: the transcript goes on with
// the changed message.

#include <functional>

#include "prover/backend.hpp"

namespace archi::verifier::test {

using prover::E;

/// Changes of messages; those that are empty leave theirs alone.
struct Lies {
    std::function<void(Scope, std::array<E, 2>&)> root = {};
    std::function<void(Scope, std::array<E, 2>&)> sum_round = {};
    std::function<void(Scope, std::array<E, 4>&)> children = {};
    std::function<void(Parts<E>&)> parts = {};
    std::function<void(std::array<E, kRoundDegree>&)> constraint_round = {};
    std::function<void(std::vector<Openings<E>>&)> openings = {};
    std::function<void(std::array<E, 2>&)> stacking_round = {};
    std::function<void(std::vector<E>&)> stacked = {};
    std::function<void(std::vector<Hash>&)> folded_cap = {};
    std::function<void(E&)> slope = {};
    std::function<void(E&)> out_of_domain = {};
    std::function<void(std::vector<E>&)> claim_weights = {};
    std::function<void(std::array<E, 2>&)> weighted_round = {};
    std::function<void(E&)> bound = {};  ///< the challenge by which the prover folds
    std::function<void(std::vector<E>&)> last = {};
    std::function<void(Bytes&)> opened_word = {};
    std::function<void(iop::TreeKind&)> kind = {};
    std::function<void(std::uint64_t&)> nonce = {};
};

template <typename Lie, typename... Arguments>
void tell(const Lie& lie, Arguments&&... arguments)
{
    if (lie) lie(std::forward<Arguments>(arguments)...);
}

class LyingBackend : public prover::Backend {
public:
    LyingBackend(const prover::Backend& honest, Lies lies) : honest_(honest), lies_(std::move(lies))
    {
    }

    [[nodiscard]] std::string_view name() const override { return "lying"; }
    [[nodiscard]] std::unique_ptr<prover::Committed> commit(
        iop::TreeKind kind, const StackLayout& layout,
        std::span<const std::span<const prover::F>> columns,
        const iop::Parameters& parameters) const override
    {
        tell(lies_.kind, kind);
        return honest_.commit(kind, layout, columns, parameters);
    }
    [[nodiscard]] std::unique_ptr<prover::FractionTree> sum(
        const prover::CommittedSegment& segment, Scope scope,
        const Fingerprint<E>& fingerprint) const override
    {
        return std::make_unique<Tree>(honest_.sum(segment, scope, fingerprint), lies_, scope);
    }
    [[nodiscard]] std::unique_ptr<prover::ConstraintCheck> check_constraints(
        const prover::CommittedSegment& segment,
        const std::array<Fingerprint<E>, kScopes>& fingerprints,
        const std::array<LeafClaim<E>, kScopes>& claims) const override
    {
        return std::make_unique<Constraints>(
            honest_.check_constraints(segment, fingerprints, claims), lies_);
    }
    [[nodiscard]] std::unique_ptr<prover::StackingCheck> check_stacking(
        const prover::CommittedSegment& segment, std::span<const E> point,
        std::span<const StackedClaim<E>> claims, const E& lambda) const override
    {
        return std::make_unique<Stacking>(honest_.check_stacking(segment, point, claims, lambda),
                                          lies_);
    }
    [[nodiscard]] std::unique_ptr<prover::Folding> fold(const prover::CommittedSegment& segment,
                                                        std::span<const E> point,
                                                        std::span<const E> weights) const override
    {
        return std::make_unique<Fold>(honest_.fold(segment, point, weights), lies_);
    }
    [[nodiscard]] std::unique_ptr<prover::WeightedFolding> fold_weighted(
        const prover::CommittedSegment& segment, std::span<const E> point,
        std::span<const E> weights) const override
    {
        return std::make_unique<WeightedFold>(honest_.fold_weighted(segment, point, weights),
                                              lies_);
    }
    [[nodiscard]] std::uint64_t grind(const Hash& state, unsigned bits) const override
    {
        auto nonce = honest_.grind(state, bits);
        tell(lies_.nonce, nonce);
        return nonce;
    }

private:
    class Tree : public prover::FractionTree {
    public:
        Tree(std::unique_ptr<FractionTree> honest, const Lies& lies, Scope scope)
            : honest_(std::move(honest)), lies_(lies), scope_(scope)
        {
        }
        [[nodiscard]] std::array<E, 2> root() const override
        {
            auto root = honest_->root();
            tell(lies_.root, scope_, root);
            return root;
        }
        void begin_layer(std::span<const E> point, const E& lambda) override
        {
            honest_->begin_layer(point, lambda);
        }
        [[nodiscard]] std::array<E, 2> round() override
        {
            auto slope = honest_->round();
            tell(lies_.sum_round, scope_, slope);
            return slope;
        }
        void bind(const E& r) override { honest_->bind(r); }
        [[nodiscard]] std::array<E, 4> children() override
        {
            auto children = honest_->children();
            tell(lies_.children, scope_, children);
            return children;
        }

    private:
        std::unique_ptr<FractionTree> honest_;
        const Lies& lies_;
        Scope scope_;
    };

    class Constraints : public prover::ConstraintCheck {
    public:
        Constraints(std::unique_ptr<ConstraintCheck> honest, const Lies& lies)
            : honest_(std::move(honest)), lies_(lies), parts_(honest_->parts())
        {
            tell(lies_.parts, parts_);
        }
        [[nodiscard]] const Parts<E>& parts() const override { return parts_; }
        void begin(std::span<const E> powers) override { honest_->begin(powers); }
        [[nodiscard]] std::array<E, kRoundDegree> round() override
        {
            auto slope = honest_->round();
            tell(lies_.constraint_round, slope);
            return slope;
        }
        void bind(const E& r) override { honest_->bind(r); }
        [[nodiscard]] std::vector<Openings<E>> openings() override
        {
            auto openings = honest_->openings();
            tell(lies_.openings, openings);
            return openings;
        }

    private:
        std::unique_ptr<ConstraintCheck> honest_;
        const Lies& lies_;
        Parts<E> parts_;
    };

    class Stacking : public prover::StackingCheck {
    public:
        Stacking(std::unique_ptr<StackingCheck> honest, const Lies& lies)
            : honest_(std::move(honest)), lies_(lies)
        {
        }
        [[nodiscard]] std::array<E, 2> round() override
        {
            auto slope = honest_->round();
            tell(lies_.stacking_round, slope);
            return slope;
        }
        void bind(const E& r) override { honest_->bind(r); }
        [[nodiscard]] std::vector<E> values() override
        {
            auto values = honest_->values();
            tell(lies_.stacked, values);
            return values;
        }

    private:
        std::unique_ptr<StackingCheck> honest_;
        const Lies& lies_;
    };

    template <typename Interface>
    class Words : public Interface {
    public:
        Words(std::unique_ptr<Interface> honest, const Lies& lies)
            : honest_(std::move(honest)), lies_(lies)
        {
        }
        [[nodiscard]] std::vector<Hash> commit(const iop::Word& word) override
        {
            auto cap = honest_->commit(word);
            tell(lies_.folded_cap, cap);
            return cap;
        }
        void bind(const E& r) override
        {
            E bound = r;
            tell(lies_.bound, bound);
            honest_->bind(bound);
        }
        [[nodiscard]] std::vector<E> last() const override
        {
            auto last = honest_->last();
            tell(lies_.last, last);
            return last;
        }
        [[nodiscard]] Bytes open(std::size_t word,
                                 std::span<const std::uint32_t> leaves) const override
        {
            auto opened = honest_->open(word, leaves);
            tell(lies_.opened_word, opened);
            return opened;
        }

    protected:
        std::unique_ptr<Interface> honest_;
        const Lies& lies_;
    };

    class Fold : public Words<prover::Folding> {
    public:
        using Words::Words;
        [[nodiscard]] E slope() override
        {
            auto slope = honest_->slope();
            tell(lies_.slope, slope);
            return slope;
        }
    };

    class WeightedFold : public Words<prover::WeightedFolding> {
    public:
        using Words::Words;
        [[nodiscard]] E evaluate(const E& z) const override
        {
            auto value = honest_->evaluate(z);
            tell(lies_.out_of_domain, value);
            return value;
        }
        void claim(std::span<const prover::F> points, std::span<const E> weights) override
        {
            std::vector<E> told(weights.begin(), weights.end());
            tell(lies_.claim_weights, told);
            honest_->claim(points, told);
        }
        void claim(const E& z, const E& weight) override { honest_->claim(z, weight); }
        [[nodiscard]] std::array<E, 2> round() override
        {
            auto round = honest_->round();
            tell(lies_.weighted_round, round);
            return round;
        }
    };

    const prover::Backend& honest_;
    Lies lies_;
};

}  // namespace archi::verifier::test
