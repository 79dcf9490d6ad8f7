#include "verifier/zerocheck.hpp"

#include <algorithm>

#include "iop/multilinear.hpp"
#include "iop/sumcheck.hpp"
#include "verifier/instantiate.hpp"

namespace archi::verifier {

using iop::Label;

template <typename E>
std::vector<E> block_weights(Air<E> air, const Shape& shape, Scope scope, const LeafLayout& layout,
                             std::span<const E> point)
{
    std::vector<E> weights;
    for (std::size_t j = 0; j < shape.size(); ++j) {
        const auto log_height = shape[j].log_height;
        const auto place = layout.first[j] >> log_height;
        for (unsigned i = 0; i < air[shape[j].chip].interactions[scope]; ++i)
            weights.push_back(iop::equality_at(point.subspan(log_height), place + i));
    }
    return weights;
}

template <typename E>
std::size_t claim_count(Air<E> air, const Shape& shape)
{
    std::size_t count = 0;
    for (const auto& instance : shape)
        count += 2 * kScopes + air[instance.chip].constraints;
    return count;
}

namespace {

/// Reads the parts, and checks that they add up to the claims on the leaves. Leaves outside of all
/// blocks are 0/1.
template <typename E>
std::expected<Parts<E>, Fault> receive_parts(iop::VerifierChannel& channel, Air<E> air,
                                             const Shape& shape,
                                             const std::array<LeafClaim<E>, kScopes>& claims,
                                             const SeamWeights<E>& weights)
{
    Parts<E> parts;
    parts.numerator.resize(shape.size());
    parts.denominator.resize(shape.size());
    for (const auto scope : {kLocal, kGlobal}) {
        E numerator;
        E denominator = E::one();
        for (const E& weight : weights.blocks[scope])
            denominator -= weight;
        for (std::size_t j = 0; j < shape.size(); ++j) {
            if (air[shape[j].chip].interactions[scope] == 0) continue;
            std::array<E, 2> part;
            channel.receive(Label::kParts, std::span<E>(part));
            parts.numerator[j][scope] = part[0];
            parts.denominator[j][scope] = part[1];
            numerator += part[0];
            denominator += part[1];
        }
        if (numerator != claims[scope].numerator || denominator != claims[scope].denominator)
            return std::unexpected(Fault::kParts);
    }
    return parts;
}

template <typename E>
E combined(const Parts<E>& parts, std::span<const E> powers, Air<E> air, const Shape& shape)
{
    E sum;
    std::size_t next = 0;
    for (std::size_t j = 0; j < shape.size(); ++j) {
        for (const auto scope : {kLocal, kGlobal}) {
            sum += powers[next++] * parts.numerator[j][scope];
            sum += powers[next++] * parts.denominator[j][scope];
        }
        next += air[shape[j].chip].constraints;
    }
    return sum;
}

template <typename E>
std::vector<Openings<E>> receive_openings(iop::VerifierChannel& channel, Air<E> air,
                                          const Shape& shape, std::span<const E> point)
{
    std::vector<Openings<E>> openings(shape.size());
    for (std::size_t j = 0; j < shape.size(); ++j) {
        const auto& chip = air[shape[j].chip];
        if (chip.fixed == FixedColumns::kProgram)
            openings[j].fixed = channel.receive<E>(Label::kColumns, chip.fixed_columns);
        if (chip.fixed == FixedColumns::kClosedForm) {
            openings[j].fixed.resize(chip.fixed_columns);
            chip.fixed_at(point.first(chip.log_height), openings[j].fixed);
        }
        openings[j].columns = channel.receive<E>(Label::kColumns, chip.columns);
    }
    return openings;
}

}  // namespace

template <typename E>
std::expected<ColumnClaims<E>, Fault> verify_constraints(
    iop::VerifierChannel& channel, Air<E> air, const Shape& shape,
    const std::array<Fingerprint<E>, kScopes>& fingerprints,
    const std::array<LeafLayout, kScopes>& layouts, const std::array<LeafClaim<E>, kScopes>& claims)
{
    SeamWeights<E> weights;
    for (const auto scope : {kLocal, kGlobal})
        weights.blocks[scope] = block_weights(air, shape, scope, layouts[scope],
                                              std::span<const E>(claims[scope].point));
    const auto parts = receive_parts(channel, air, shape, claims, weights);
    if (!parts) return std::unexpected(parts.error());

    const E mu = channel.challenge<E>(Label::kConstraintPowers);
    weights.powers = iop::powers(mu, claim_count(air, shape));
    E claim = combined(*parts, std::span<const E>(weights.powers), air, shape);

    ColumnClaims<E> result;
    const auto rounds = max_log_height(shape);
    result.point.resize(rounds);
    for (unsigned i = rounds; i-- > 0;) {
        std::array<E, kRoundDegree> slope;
        channel.receive(Label::kZerocheckRound, std::span<E>(slope));
        result.point[i] = channel.challenge<E>(Label::kZerocheckRound);
        claim = iop::next_claim(claim, std::span<const E>(slope), result.point[i]);
    }
    result.openings = receive_openings(channel, air, shape, std::span<const E>(result.point));

    // Π (1 − xᵢ) from the top, and eq from the bottom, for all heights.
    std::vector<E> above(rounds + 1, E::one());
    for (unsigned i = rounds; i-- > 0;)
        above[i] = above[i + 1] * (E::one() - result.point[i]);
    std::array<std::vector<E>, kScopes> equal;
    for (const auto scope : {kLocal, kGlobal}) {
        const auto& point = claims[scope].point;  // shorter than the rounds if its tables are small
        equal[scope].assign(rounds + 1, E::one());
        for (unsigned i = 0; i < std::min<std::size_t>(rounds, point.size()); ++i)
            equal[scope][i + 1] = equal[scope][i] * iop::equality(point[i], result.point[i]);
    }

    E expected;
    std::size_t next = 0;
    std::array<std::size_t, kScopes> block{};
    for (std::size_t j = 0; j < shape.size(); ++j) {
        const auto& chip = air[shape[j].chip];
        const std::span<const E> powers = std::span<const E>(weights.powers).subspan(next);
        next += 2 * kScopes + chip.constraints;
        ChipWeights<E> chip_weights{powers.subspan(2 * kScopes, chip.constraints), {}};
        for (const auto scope : {kLocal, kGlobal}) {
            chip_weights.leaves[scope] = {&fingerprints[scope],
                                          std::span<const E>(weights.blocks[scope])
                                              .subspan(block[scope], chip.interactions[scope])};
            block[scope] += chip.interactions[scope];
        }
        const auto values =
            chip.evaluate(result.openings[j].columns, result.openings[j].fixed, chip_weights);
        const auto part = [&](Scope scope) {
            return powers[2 * scope] * values.numerator[scope] +
                   powers[2 * scope + 1] * values.denominator[scope];
        };
        const auto height = shape[j].log_height;
        expected += above[height] * (equal[kLocal][height] * (values.constraints + part(kLocal)) +
                                     equal[kGlobal][height] * part(kGlobal));
    }
    if (claim != expected) return std::unexpected(Fault::kConstraints);
    return result;
}

#define ARCHI_INSTANTIATE(E)                                                                     \
    template std::vector<E> block_weights(Air<E>, const Shape&, Scope, const LeafLayout&,        \
                                          std::span<const E>);                                   \
    template std::size_t claim_count(Air<E>, const Shape&);                                      \
    template std::expected<ColumnClaims<E>, Fault> verify_constraints(                           \
        iop::VerifierChannel&, Air<E>, const Shape&, const std::array<Fingerprint<E>, kScopes>&, \
        const std::array<LeafLayout, kScopes>&, const std::array<LeafClaim<E>, kScopes>&);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
