#include "prover/cpu/constraint_check.hpp"

#include <algorithm>
#include <map>

#include "iop/multilinear.hpp"

namespace archi::prover::cpu {

using verifier::kGlobal;
using verifier::kLocal;
using verifier::Scope;

namespace {

/// Coefficients of the polynomial of degree 3 with these values at 0, 1, 2 and 3.
std::array<E, 4> interpolate(const std::array<E, 4>& values)
{
    constexpr F kHalf = F(2).inverse();
    constexpr F kSixth = F(6).inverse();
    const auto& [v0, v1, v2, v3] = values;
    const E third = (v3 - v0 + (v1 - v2) * F(3)) * kSixth;
    const E second = (v2 + v0 - v1 - v1) * kHalf - third * F(3);
    return {v0, v1 - v0 - second - third, second, third};
}

}  // namespace

CpuConstraintCheck::CpuConstraintCheck(
    const Work& work, const CommittedSegment& segment,
    const std::array<verifier::Fingerprint<E>, kScopes>& fingerprints,
    const std::array<verifier::LeafClaim<E>, kScopes>& claims)
    : work_(work),
      segment_(segment),
      fingerprints_(fingerprints),
      points_{claims[kLocal].point, claims[kGlobal].point},
      members_(segment.shape.size()),
      variables_(verifier::max_log_height(segment.shape))
{
    std::array<std::vector<E>, kScopes> blocks;
    std::array<std::size_t, kScopes> next{};
    for (const auto scope : {kLocal, kGlobal})
        blocks[scope] =
            verifier::block_weights(segment.air, segment.shape, scope, segment.layout.leaves[scope],
                                    std::span<const E>(points_[scope]));
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto& member = members_[j];
        member.chip = segment.shape[j].chip;
        member.log_height = segment.shape[j].log_height;
        member.base = columns_of(segment, j);
        for (const auto scope : {kLocal, kGlobal}) {
            const auto count = segment.air[member.chip].interactions[scope];
            const auto begin = blocks[scope].begin() + static_cast<std::ptrdiff_t>(next[scope]);
            member.blocks[scope].assign(begin, begin + count);
            next[scope] += count;
            member.seams[scope].is_present = count != 0 || scope == kLocal;
            if (member.seams[scope].is_present)
                joined_at_[scope] = std::max(joined_at_[scope], member.log_height);
        }
    }
    take_parts();
}

verifier::ChipValues<E> CpuConstraintCheck::evaluate(const Member& member,
                                                     std::span<const E> columns,
                                                     std::span<const E> powers) const
{
    const auto& chip = segment_.air[member.chip];
    verifier::ChipWeights<E> weights{powers, {}};
    for (const auto scope : {kLocal, kGlobal})
        weights.leaves[scope] = {&fingerprints_[scope], member.blocks[scope]};
    return chip.evaluate(columns.first(chip.columns), columns.subspan(chip.columns), weights);
}

void CpuConstraintCheck::take_parts()
{
    parts_.numerator.resize(members_.size());
    parts_.denominator.resize(members_.size());
    for (const auto scope : {kLocal, kGlobal}) {
        std::map<unsigned, ExtensionArray> equality;  // by height
        for (std::size_t j = 0; j < members_.size(); ++j) {
            const auto& member = members_[j];
            if (member.blocks[scope].empty()) continue;
            auto& table = equality[member.log_height];
            if (table.size() == 0)
                table = work_.equality(std::span(points_[scope]).first(member.log_height));
            std::vector<E> values;
            for (const auto* column : member.base)
                values.push_back(
                    work_.sum<1>(table.size(), [&](std::size_t begin, std::size_t end) {
                        return std::array{work_.kernels.evaluate(
                            column, planes(std::as_const(table)), begin, end)};
                    })[0]);
            const std::vector<E> no_constraints(segment_.air[member.chip].constraints);
            const auto parts = evaluate(member, values, no_constraints);
            parts_.numerator[j][scope] = parts.numerator[scope];
            parts_.denominator[j][scope] = parts.denominator[scope];
        }
    }
}

void CpuConstraintCheck::make_parts(Member& member, Scope scope, const E& numerator_weight,
                                    const E& denominator_weight)
{
    // An affine function of the columns is known by its values at zero and at the unit vectors.
    const std::vector<E> no_constraints(segment_.air[member.chip].constraints);
    std::vector<E> columns(member.base.size());
    const auto value = [&] {
        const auto values = evaluate(member, columns, no_constraints);
        return numerator_weight * values.numerator[scope] +
               denominator_weight * values.denominator[scope];
    };
    const E constant = value();
    std::vector<E> weights;
    for (auto& column : columns) {
        column = E::one();
        weights.push_back(value() - constant);
        column = E{};
    }
    auto& parts = member.seams[scope].parts;
    parts = ExtensionArray(std::size_t{1} << member.log_height);
    work_.each(parts.size(), [&](std::size_t begin, std::size_t end) {
        work_.kernels.combine(member.base, weights, constant, planes(parts), begin, end);
    });
}

void CpuConstraintCheck::begin(std::span<const E> powers)
{
    for (std::size_t j = 0; j < members_.size(); ++j) {
        auto& member = members_[j];
        for (const auto scope : {kLocal, kGlobal}) {
            auto& seam = member.seams[scope];
            if (!member.blocks[scope].empty()) {
                const E& numerator = powers[2 * scope];
                const E& denominator = powers[2 * scope + 1];
                seam.claim = numerator * parts_.numerator[j][scope] +
                             denominator * parts_.denominator[j][scope];
                make_parts(member, scope, numerator, denominator);
            }
        }
        const auto constraints = segment_.air[member.chip].constraints;
        const auto own = powers.subspan(2 * kScopes, constraints);
        member.powers.assign(own.begin(), own.end());
        powers = powers.subspan(2 * kScopes + constraints);
    }
    for (const auto scope : {kLocal, kGlobal})
        if (joined_at_[scope] > 0)
            equality_[scope] =
                work_.equality(std::span(points_[scope]).first(joined_at_[scope] - 1));
}

void CpuConstraintCheck::make_polynomial(Member& member, Scope scope)
{
    auto& seam = member.seams[scope];
    const auto half = std::size_t{1} << (variables_ - 1);
    const auto equality = planes(std::as_const(equality_[scope]));
    E part_at_zero;
    E part_at_one;
    if (seam.parts.size() != 0) {
        const auto sums = work_.sum<2>(half, [&](std::size_t begin, std::size_t end) {
            return work_.kernels.linear_round(planes(std::as_const(seam.parts)), equality, half,
                                              begin, end);
        });
        part_at_zero = sums[0];
        part_at_one = sums[1];
    }
    const E step = part_at_one - part_at_zero;
    if (scope == kGlobal || member.powers.empty()) {
        seam.polynomial = {part_at_zero, step, E{}, E{}};
        return;
    }
    const auto& chip = work_.kernels.chips[member.chip];
    std::array<E, 3> constraints;  // at 0, 2 and 3
    if (member.columns.empty()) {
        const auto sums = work_.sum<2>(half, [&](std::size_t begin, std::size_t end) {
            return chip.base_round(member.base, member.powers, equality, half, begin, end);
        });
        constraints = {E{}, sums[0], sums[1]};
    } else {
        constraints = work_.sum<3>(half, [&](std::size_t begin, std::size_t end) {
            return chip.extension_round(member.columns, member.powers, equality, half, begin, end);
        });
    }
    const E at_zero = constraints[0] + part_at_zero;
    seam.polynomial = interpolate(
        {at_zero, value_at_one(at_zero, seam.claim, points_[scope][variables_ - 1]),
         constraints[1] + part_at_one + step, constraints[2] + part_at_one + step + step});
}

std::array<E, verifier::kRoundDegree> CpuConstraintCheck::round()
{
    std::array<E, verifier::kRoundDegree> sum;
    for (auto& member : members_) {
        if (member.log_height < variables_) {
            for (const auto& seam : member.seams)
                sum[0] -= unjoined_ * seam.claim;
            continue;
        }
        if (member.log_height == variables_) member.above = unjoined_;
        for (const auto scope : {kLocal, kGlobal}) {
            if (!member.seams[scope].is_present) continue;
            make_polynomial(member, scope);
            // Times eq(point, X) = (1 − point) + (2·point − 1)·X.
            const E& point = points_[scope][variables_ - 1];
            const E factor = member.above * member.seams[scope].equal;
            const E constant = factor * (E::one() - point);
            const E slope = factor * (point + point - E::one());
            const auto& polynomial = member.seams[scope].polynomial;
            for (unsigned i = 0; i < verifier::kRoundDegree; ++i)
                sum[i] += slope * polynomial[i] +
                          (i + 1 < polynomial.size() ? constant * polynomial[i + 1] : E{});
        }
    }
    return sum;
}

void CpuConstraintCheck::bind(Member& member, const E& r)
{
    const auto half = std::size_t{1} << (variables_ - 1);
    for (const auto scope : {kLocal, kGlobal}) {
        auto& seam = member.seams[scope];
        if (!seam.is_present) continue;
        seam.equal *= iop::equality(points_[scope][variables_ - 1], r);
        const auto& [a, b, c, d] = seam.polynomial;
        seam.claim = a + r * (b + r * (c + r * d));
        if (seam.parts.size() != 0)
            work_.each(half, [&](std::size_t begin, std::size_t end) {
                work_.kernels.fold(planes(std::as_const(seam.parts)), planes(seam.parts), r, half,
                                   begin, end);
            });
    }
    if (member.columns.empty()) {
        const auto count = member.base.size();
        member.memory = FieldBuffer(count * E::kDegree * half);
        std::vector<Planes> columns;
        for (std::size_t i = 0; i < count; ++i)
            columns.push_back({member.memory.data() + i * E::kDegree * half, half});
        work_.each(half, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = 0; i < count; ++i)
                work_.kernels.fold_base(member.base[i], columns[i], r, half, begin, end);
        });
        member.columns.assign(columns.begin(), columns.end());
        return;
    }
    work_.each(half, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = 0; i < member.columns.size(); ++i) {
            const Planes column{
                member.memory.data() + (member.columns[i].data - member.memory.data()),
                member.columns[i].stride};
            work_.kernels.fold(column, column, r, half, begin, end);
        }
    });
}

void CpuConstraintCheck::bind(const E& r)
{
    for (auto& member : members_)
        if (member.log_height >= variables_) bind(member, r);
    for (const auto scope : {kLocal, kGlobal}) {
        if (joined_at_[scope] < variables_) continue;
        const auto quarter = (std::size_t{1} << (variables_ - 1)) / 2;
        work_.each(quarter, [&](std::size_t begin, std::size_t end) {
            work_.kernels.shrink_equality(planes(equality_[scope]), quarter, begin, end);
        });
    }
    unjoined_ *= E::one() - r;
    --variables_;
}

std::vector<verifier::Openings<E>> CpuConstraintCheck::openings()
{
    std::vector<verifier::Openings<E>> openings;
    for (const auto& member : members_) {
        std::vector<E> values;
        for (const auto& column : member.columns) {
            E::Coefficients coefficients;
            for (unsigned i = 0; i < E::kDegree; ++i)
                coefficients[i] = column.data[i * column.stride];
            values.push_back(E(coefficients));
        }
        const auto own = static_cast<std::ptrdiff_t>(segment_.air[member.chip].columns);
        openings.push_back(
            {{values.begin() + own, values.end()}, {values.begin(), values.begin() + own}});
    }
    return openings;
}

}  // namespace archi::prover::cpu
