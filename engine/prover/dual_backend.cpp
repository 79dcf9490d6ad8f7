#include "prover/dual_backend.hpp"

#include <cstdio>
#include <cstdlib>

namespace archi::prover {

void abort_on_difference(std::string_view step)
{
    std::fprintf(stderr, "backends differ: %.*s\n", static_cast<int>(step.size()), step.data());
    std::abort();
}

namespace {

/// The same step of both, and what they say.
template <typename Step>
class Pair {
public:
    Pair(std::unique_ptr<Step> first, std::unique_ptr<Step> second,
         const OnDifference& on_difference)
        : first_(std::move(first)), second_(std::move(second)), on_difference_(on_difference)
    {
    }

    [[nodiscard]] const Step* part(bool of_second) const
    {
        return of_second ? second_.get() : first_.get();
    }

protected:
    /// ask(step) of both; the first's answer.
    template <typename Ask>
    auto ask(std::string_view name, const Ask& ask) const
    {
        auto answer = ask(*first_);
        if (!(answer == ask(*second_))) on_difference_(name);
        return answer;
    }
    template <typename Tell>
    void tell(const Tell& tell)
    {
        tell(*first_);
        tell(*second_);
    }

private:
    std::unique_ptr<Step> first_;
    std::unique_ptr<Step> second_;
    const OnDifference& on_difference_;
};

class DualCommitted : public Committed, public Pair<Committed> {
public:
    DualCommitted(std::unique_ptr<Committed> first, std::unique_ptr<Committed> second,
                  const OnDifference& on_difference)
        : Pair(std::move(first), std::move(second), on_difference)
    {
        static_cast<void>(ask("cap of a commitment", [](const auto& each) { return each.cap(); }));
        static_cast<void>(
            ask("width of a commitment", [](const auto& each) { return each.width(); }));
    }
    [[nodiscard]] const std::vector<Hash>& cap() const override { return part(false)->cap(); }
    [[nodiscard]] unsigned width() const override { return part(false)->width(); }
    [[nodiscard]] Bytes open(std::span<const std::uint32_t> positions) const override
    {
        return ask("rows of a commitment", [&](const auto& each) { return each.open(positions); });
    }
};

class DualTree : public FractionTree, public Pair<FractionTree> {
public:
    using Pair::Pair;
    [[nodiscard]] std::array<E, 2> root() const override
    {
        return ask("root of a sum", [](const auto& each) { return each.root(); });
    }
    void begin_layer(std::span<const E> point, const E& lambda) override
    {
        tell([&](auto& each) { each.begin_layer(point, lambda); });
    }
    [[nodiscard]] std::array<E, 2> round() override
    {
        return ask("round of a sum", [](auto& each) { return each.round(); });
    }
    void bind(const E& r) override
    {
        tell([&](auto& each) { each.bind(r); });
    }
    [[nodiscard]] std::array<E, 4> children() override
    {
        return ask("values of a sum's layer", [](auto& each) { return each.children(); });
    }
};

class DualConstraints : public ConstraintCheck, public Pair<ConstraintCheck> {
public:
    DualConstraints(std::unique_ptr<ConstraintCheck> first, std::unique_ptr<ConstraintCheck> second,
                    const OnDifference& on_difference)
        : Pair(std::move(first), std::move(second), on_difference)
    {
        static_cast<void>(ask("numerators of the parts",
                              [](const auto& each) { return each.parts().numerator; }));
        static_cast<void>(ask("denominators of the parts",
                              [](const auto& each) { return each.parts().denominator; }));
    }
    [[nodiscard]] const verifier::Parts<E>& parts() const override { return part(false)->parts(); }
    void begin(std::span<const E> powers) override
    {
        tell([&](auto& each) { each.begin(powers); });
    }
    [[nodiscard]] std::array<E, verifier::kRoundDegree> round() override
    {
        return ask("round of the constraints", [](auto& each) { return each.round(); });
    }
    void bind(const E& r) override
    {
        tell([&](auto& each) { each.bind(r); });
    }
    [[nodiscard]] std::vector<verifier::Openings<E>> openings() override
    {
        std::vector<verifier::Openings<E>> openings;
        static_cast<void>(ask("opened columns", [&](auto& each) {
            auto of_each = each.openings();
            std::vector<std::vector<E>> values;
            for (const auto& opened : of_each) {
                values.push_back(opened.fixed);
                values.push_back(opened.columns);
            }
            if (openings.empty()) openings = std::move(of_each);
            return values;
        }));
        return openings;
    }
};

class DualStacking : public StackingCheck, public Pair<StackingCheck> {
public:
    using Pair::Pair;
    [[nodiscard]] std::array<E, 2> round() override
    {
        return ask("round of the stacking", [](auto& each) { return each.round(); });
    }
    void bind(const E& r) override
    {
        tell([&](auto& each) { each.bind(r); });
    }
    [[nodiscard]] std::vector<E> values() override
    {
        return ask("stacked columns", [](auto& each) { return each.values(); });
    }
};

template <typename Interface>
class DualWords : public Interface, public Pair<Interface> {
public:
    using Pair<Interface>::Pair;
    [[nodiscard]] std::vector<Hash> commit(const iop::Word& word) override
    {
        return this->ask("cap of a folded word", [&](auto& each) { return each.commit(word); });
    }
    void bind(const E& r) override
    {
        this->tell([&](auto& each) { each.bind(r); });
    }
    [[nodiscard]] std::vector<E> last() const override
    {
        return this->ask("last word", [](const auto& each) { return each.last(); });
    }
    [[nodiscard]] Bytes open(std::size_t word, std::span<const std::uint32_t> leaves) const override
    {
        return this->ask("leaves of a folded word",
                         [&](const auto& each) { return each.open(word, leaves); });
    }
};

class DualFolding : public DualWords<Folding> {
public:
    using DualWords::DualWords;
    [[nodiscard]] E slope() override
    {
        return ask("slope of a fold", [](auto& each) { return each.slope(); });
    }
};

class DualWeightedFolding : public DualWords<WeightedFolding> {
public:
    using DualWords::DualWords;
    [[nodiscard]] E evaluate(const E& z) const override
    {
        return ask("value out of the domain", [&](const auto& each) { return each.evaluate(z); });
    }
    void claim(std::span<const F> points, std::span<const E> weights) override
    {
        tell([&](auto& each) { each.claim(points, weights); });
    }
    void claim(const E& z, const E& weight) override
    {
        tell([&](auto& each) { each.claim(z, weight); });
    }
    [[nodiscard]] std::array<E, 2> round() override
    {
        return ask("round of a weighted fold", [](auto& each) { return each.round(); });
    }
};

class DualBackend : public Backend {
public:
    DualBackend(const Backend& first, const Backend& second, OnDifference on_difference)
        : first_(first), second_(second), on_difference_(std::move(on_difference))
    {
    }
    [[nodiscard]] std::string_view name() const override { return "dual"; }
    [[nodiscard]] std::unique_ptr<Committed> commit(
        iop::TreeKind kind, const verifier::StackLayout& layout,
        std::span<const std::span<const F>> columns,
        const iop::Parameters& parameters) const override
    {
        return both<DualCommitted>(
            [&](const auto& each) { return each.commit(kind, layout, columns, parameters); });
    }
    [[nodiscard]] std::unique_ptr<FractionTree> sum(
        const CommittedSegment& segment, verifier::Scope scope,
        const verifier::Fingerprint<E>& fingerprint) const override
    {
        return both_on<DualTree>(segment, [&](const auto& each, const auto& of_each) {
            return each.sum(of_each, scope, fingerprint);
        });
    }
    [[nodiscard]] std::unique_ptr<ConstraintCheck> check_constraints(
        const CommittedSegment& segment,
        const std::array<verifier::Fingerprint<E>, kScopes>& fingerprints,
        const std::array<verifier::LeafClaim<E>, kScopes>& claims) const override
    {
        return both_on<DualConstraints>(segment, [&](const auto& each, const auto& of_each) {
            return each.check_constraints(of_each, fingerprints, claims);
        });
    }
    [[nodiscard]] std::unique_ptr<StackingCheck> check_stacking(
        const CommittedSegment& segment, std::span<const E> point,
        std::span<const verifier::StackedClaim<E>> claims, const E& lambda) const override
    {
        return both_on<DualStacking>(segment, [&](const auto& each, const auto& of_each) {
            return each.check_stacking(of_each, point, claims, lambda);
        });
    }
    [[nodiscard]] std::unique_ptr<Folding> fold(const CommittedSegment& segment,
                                                std::span<const E> point,
                                                std::span<const E> weights) const override
    {
        return both_on<DualFolding>(segment, [&](const auto& each, const auto& of_each) {
            return each.fold(of_each, point, weights);
        });
    }
    [[nodiscard]] std::unique_ptr<WeightedFolding> fold_weighted(
        const CommittedSegment& segment, std::span<const E> point,
        std::span<const E> weights) const override
    {
        return both_on<DualWeightedFolding>(segment, [&](const auto& each, const auto& of_each) {
            return each.fold_weighted(of_each, point, weights);
        });
    }
    [[nodiscard]] std::uint64_t grind(const Hash& state, unsigned bits) const override
    {
        const auto nonce = first_.grind(state, bits);
        if (nonce != second_.grind(state, bits)) on_difference_("nonce");
        return nonce;
    }

private:
    template <typename Dual, typename Make>
    std::unique_ptr<Dual> both(const Make& make) const
    {
        auto first = make(first_);
        return std::make_unique<Dual>(std::move(first), make(second_), on_difference_);
    }
    /// A segment as each of the two knows it outlives the step with which it was made.
    template <typename Dual>
    struct OnSegments : Dual {
        std::array<std::unique_ptr<CommittedSegment>, 2> segments;
        using Dual::Dual;
    };
    template <typename Dual, typename Make>
    std::unique_ptr<Dual> both_on(const CommittedSegment& segment, const Make& make) const
    {
        std::array<std::unique_ptr<CommittedSegment>, 2> segments;
        for (const bool of_second : {false, true}) {
            auto& of_each = segments[of_second ? 1 : 0];
            of_each = std::make_unique<CommittedSegment>(segment);
            for (auto& stack : of_each->stacks)
                if (stack != nullptr)
                    stack = static_cast<const DualCommitted*>(stack)->part(of_second);
        }
        auto first = make(first_, *segments[0]);
        auto dual = std::make_unique<OnSegments<Dual>>(std::move(first),
                                                       make(second_, *segments[1]), on_difference_);
        dual->segments = std::move(segments);
        return dual;
    }

    const Backend& first_;
    const Backend& second_;
    OnDifference on_difference_;
};

}  // namespace

std::unique_ptr<Backend> make_dual_backend(const Backend& first, const Backend& second,
                                           OnDifference on_difference)
{
    return std::make_unique<DualBackend>(first, second, std::move(on_difference));
}

}  // namespace archi::prover
