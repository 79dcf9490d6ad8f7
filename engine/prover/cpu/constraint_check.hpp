#pragma once
// The sumcheck over constraints and parts, in memory.

#include "prover/cpu/segment_columns.hpp"

namespace archi::prover::cpu {

class CpuConstraintCheck : public ConstraintCheck {
public:
    CpuConstraintCheck(const Work& work, const CommittedSegment& segment,
                       const std::array<verifier::Fingerprint<E>, kScopes>& fingerprints,
                       const std::array<verifier::LeafClaim<E>, kScopes>& claims);

    [[nodiscard]] const verifier::Parts<E>& parts() const override { return parts_; }
    void begin(std::span<const E> powers) override;
    [[nodiscard]] std::array<E, verifier::kRoundDegree> round() override;
    void bind(const E& r) override;
    [[nodiscard]] std::vector<verifier::Openings<E>> openings() override;

private:
    /// Σ eq·polynomial for one eq: what one instance proves of one scope.
    struct Seam {
        bool is_present = false;
        ExtensionArray parts;  ///< the weighted numerators and denominators, row by row
        E claim;
        E equal = E::one();           ///< eq of those of its variables that are bound
        std::array<E, 4> polynomial;  ///< of this round, coefficients, eq left out
    };
    /// One instance.
    struct Member {
        std::size_t chip = 0;
        unsigned log_height = 0;
        std::vector<const F*> base;        ///< until the first variable is bound
        FieldBuffer memory;                ///< of the columns after that
        std::vector<ConstPlanes> columns;  ///< into `memory`
        std::array<std::vector<E>, kScopes> blocks;
        std::vector<E> powers;  ///< one a constraint
        std::array<Seam, kScopes> seams;
        E above;  ///< Π (1 − xᵢ) over variables the instance does not have
    };

    void take_parts();
    [[nodiscard]] verifier::ChipValues<E> evaluate(const Member& member, std::span<const E> columns,
                                                   std::span<const E> powers) const;
    void make_parts(Member& member, verifier::Scope scope, const E& numerator_weight,
                    const E& denominator_weight);
    void make_polynomial(Member& member, verifier::Scope scope);
    void bind(Member& member, const E& r);

    const Work& work_;
    CommittedSegment segment_;
    std::array<verifier::Fingerprint<E>, kScopes> fingerprints_;
    std::array<std::vector<E>, kScopes> points_;
    std::vector<Member> members_;
    verifier::Parts<E> parts_;
    std::array<ExtensionArray, kScopes> equality_;  ///< over variables below the one of the round
    std::array<unsigned, kScopes> joined_at_{};     ///< variables that scope's instances have
    E unjoined_ = E::one();
    unsigned variables_ = 0;  ///< left to bind
};

}  // namespace archi::prover::cpu
