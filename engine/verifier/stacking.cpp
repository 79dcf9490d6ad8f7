#include "verifier/stacking.hpp"

#include <algorithm>

#include "iop/multilinear.hpp"
#include "iop/sumcheck.hpp"
#include "verifier/instantiate.hpp"

namespace archi::verifier {

using iop::Label;

template <typename E>
std::vector<StackedClaim<E>> stacked_claims(Air<E> air, const Shape& shape,
                                            const std::vector<Openings<E>>& openings,
                                            const std::array<StackLayout, kStacks>& stacks,
                                            std::span<const std::size_t> program_columns,
                                            unsigned stacked_log_height)
{
    std::array<std::size_t, kStacks> next{};
    std::array<std::size_t, kStacks> base{};
    for (std::size_t i = 1; i < kStacks; ++i)
        base[i] = base[i - 1] + (std::size_t{stacks[i - 1].width} << stacked_log_height);

    std::vector<StackedClaim<E>> claims;
    const auto claim = [&](std::size_t stack, std::size_t column, const E& value) {
        const auto& [offset, log_height] = stacks[stack].columns[column];
        claims.push_back({base[stack] + offset, log_height, value});
    };
    for (std::size_t j = 0; j < shape.size(); ++j) {
        const auto& chip = air[shape[j].chip];
        if (chip.fixed == FixedColumns::kProgram)
            for (std::size_t i = 0; i < openings[j].fixed.size(); ++i)
                claim(kProgramStack, program_columns[shape[j].chip] + i, openings[j].fixed[i]);
        const auto stack =
            chip.commitment == machine::Commitment::kEarly ? kEarlyStack : kMainStack;
        for (const E& value : openings[j].columns)
            claim(stack, next[stack]++, value);
    }
    return claims;
}

template <typename E>
std::expected<OpeningClaim<E>, Fault> verify_stacking(iop::VerifierChannel& channel,
                                                      std::span<const E> point,
                                                      const std::vector<StackedClaim<E>>& claims,
                                                      unsigned width, unsigned stacked_log_height)
{
    const E lambda = channel.challenge<E>(Label::kColumnPowers);
    const auto powers = iop::powers(lambda, claims.size());
    E claim;
    for (std::size_t i = 0; i < claims.size(); ++i)
        claim += powers[i] * claims[i].value;

    OpeningClaim<E> result;
    result.point.resize(stacked_log_height);
    for (auto& coordinate : result.point) {
        std::array<E, 2> slope;
        channel.receive(Label::kStackingRound, std::span<E>(slope));
        coordinate = channel.challenge<E>(Label::kStackingRound);
        claim = iop::next_claim(claim, std::span<const E>(slope), coordinate);
    }
    result.values = channel.receive<E>(Label::kStacked, width);

    const std::span<const E> opened(result.point);
    std::vector<E> equal{E::one()};  // eq of the first k coordinates of both points
    for (std::size_t i = 0; i < std::min<std::size_t>(point.size(), stacked_log_height); ++i)
        equal.push_back(equal.back() * iop::equality(point[i], opened[i]));

    E expected;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto& [offset, log_height, value] = claims[i];
        const auto first = offset >> stacked_log_height;
        E sum;
        if (log_height <= stacked_log_height) {
            const auto place =
                (offset & ((std::size_t{1} << stacked_log_height) - 1)) >> log_height;
            sum = iop::equality_at(opened.subspan(log_height), place) * equal[log_height] *
                  result.values[first];
        } else {
            const auto above = point.subspan(stacked_log_height, log_height - stacked_log_height);
            for (std::size_t piece = 0; piece < std::size_t{1} << above.size(); ++piece)
                sum += iop::equality_at(above, piece) * result.values[first + piece];
            sum *= equal[stacked_log_height];
        }
        expected += powers[i] * sum;
    }
    if (claim != expected) return std::unexpected(Fault::kStacking);
    return result;
}

#define ARCHI_INSTANTIATE(E)                                                                      \
    template std::vector<StackedClaim<E>> stacked_claims(                                         \
        Air<E>, const Shape&, const std::vector<Openings<E>>&,                                    \
        const std::array<StackLayout, kStacks>&, std::span<const std::size_t>, unsigned);         \
    template std::expected<OpeningClaim<E>, Fault> verify_stacking(                               \
        iop::VerifierChannel&, std::span<const E>, const std::vector<StackedClaim<E>>&, unsigned, \
        unsigned);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
