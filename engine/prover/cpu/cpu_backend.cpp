#include "prover/cpu/cpu_backend.hpp"

#include <thread>

#include "iop/host/hashing.hpp"
#include "iop/transcript.hpp"
#include "prover/cpu/constraint_check.hpp"
#include "prover/cpu/folding.hpp"
#include "prover/cpu/fraction_tree.hpp"
#include "prover/cpu/stacking_check.hpp"
#include "prover/cpu/weighted_folding.hpp"

namespace archi::prover {

namespace {

using namespace cpu;

class CpuBackend : public Backend {
public:
    explicit CpuBackend(const CpuOptions& options)
        : work_(options.instructions, options.threads != 0
                                          ? options.threads
                                          : std::max(1U, std::thread::hardware_concurrency()))
    {
    }

    [[nodiscard]] std::string_view name() const override { return iop::name(work_.instructions); }

    [[nodiscard]] std::unique_ptr<Committed> commit(
        iop::TreeKind kind, const verifier::StackLayout& layout,
        std::span<const std::span<const F>> columns,
        const iop::Parameters& parameters) const override
    {
        return std::make_unique<CpuCommitted>(work_, kind, layout, columns, parameters);
    }
    [[nodiscard]] std::unique_ptr<FractionTree> sum(
        const CommittedSegment& segment, verifier::Scope scope,
        const verifier::Fingerprint<E>& fingerprint) const override
    {
        return std::make_unique<CpuFractionTree>(work_, segment, scope, fingerprint);
    }
    [[nodiscard]] std::unique_ptr<ConstraintCheck> check_constraints(
        const CommittedSegment& segment,
        const std::array<verifier::Fingerprint<E>, kScopes>& fingerprints,
        const std::array<verifier::LeafClaim<E>, kScopes>& claims) const override
    {
        return std::make_unique<CpuConstraintCheck>(work_, segment, fingerprints, claims);
    }
    [[nodiscard]] std::unique_ptr<StackingCheck> check_stacking(
        const CommittedSegment& segment, std::span<const E> point,
        std::span<const verifier::StackedClaim<E>> claims, const E& lambda) const override
    {
        return std::make_unique<CpuStackingCheck>(work_, segment, point, claims, lambda);
    }
    [[nodiscard]] std::unique_ptr<Folding> fold(const CommittedSegment& segment,
                                                std::span<const E> point,
                                                std::span<const E> weights) const override
    {
        return std::make_unique<CpuFolding>(work_, segment, point, weights);
    }
    [[nodiscard]] std::unique_ptr<WeightedFolding> fold_weighted(
        const CommittedSegment& segment, std::span<const E> point,
        std::span<const E> weights) const override
    {
        return std::make_unique<CpuWeightedFolding>(work_, segment, point, weights);
    }
    [[nodiscard]] std::uint64_t grind(const Hash& state, unsigned bits) const override
    {
        return iop::grind(iop::grinding_key(), state, bits, work_.instructions, work_.workers);
    }

private:
    Work work_;
};

}  // namespace

std::unique_ptr<Backend> make_cpu_backend(const CpuOptions& options)
{
    return std::make_unique<CpuBackend>(options);
}

}  // namespace archi::prover
