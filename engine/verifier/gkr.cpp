#include "verifier/gkr.hpp"

#include <array>

#include "verifier/instantiate.hpp"

namespace archi::verifier {

using iop::Label;

template <typename E>
std::expected<FractionSum<E>, Fault> verify_sum(iop::VerifierChannel& channel, unsigned log_leaves)
{
    std::array<E, 2> root;
    channel.receive(Label::kGkrRoot, std::span<E>(root));
    if (root[1] == E{}) return std::unexpected(Fault::kZeroSum);
    FractionSum<E> sum{root[0], root[1], {{}, root[0], root[1]}};
    auto& claim = sum.leaves;

    for (unsigned variables = 0; variables < log_leaves; ++variables) {
        const E lambda = channel.challenge<E>(Label::kGkrCombination);
        E value = claim.numerator + lambda * claim.denominator;
        for (unsigned i = variables; i-- > 0;) {
            std::array<E, 2> slope;  // of X and X^2; value = (1 - point) h(0) + point h(1)
            channel.receive(Label::kGkrRound, std::span<E>(slope));
            const E constant = value - claim.point[i] * (slope[0] + slope[1]);
            const E r = channel.challenge<E>(Label::kGkrRound);
            value = constant + r * (slope[0] + r * slope[1]);
            claim.point[i] = r;
        }
        std::array<E, 4> child;  // p0, p1, q0, q1
        channel.receive(Label::kGkrValues, std::span<E>(child));
        const auto& [p0, p1, q0, q1] = child;
        if (value != p0 * q1 + p1 * q0 + lambda * q0 * q1)
            return std::unexpected(Fault::kUnbalanced);
        const E tau = channel.challenge<E>(Label::kGkrChild);
        claim.numerator = p0 + tau * (p1 - p0);
        claim.denominator = q0 + tau * (q1 - q0);
        claim.point.push_back(tau);
    }
    return sum;
}

#define ARCHI_INSTANTIATE(E) \
    template std::expected<FractionSum<E>, Fault> verify_sum(iop::VerifierChannel&, unsigned);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
