#pragma once
// The verifier's side of one round of a sumcheck, and powers of a challenge.

#include <cstddef>
#include <span>
#include <vector>

namespace archi::iop {

/// The claim after a round. The round polynomial g has g(0) + g(1) = claim; its coefficients of X,
/// X², … are given, the constant one follows: so a prover has no chance to break the sum.
template <typename E>
[[nodiscard]] E next_claim(const E& claim, std::span<const E> coefficients, const E& r)
{
    constexpr auto kHalf = typename E::Base(2).inverse();
    E rest;
    E value;
    for (std::size_t i = coefficients.size(); i-- > 0;) {
        rest += coefficients[i];
        value = (value + coefficients[i]) * r;
    }
    return value + (claim - rest) * kHalf;
}

/// 1, base, base², … of that length.
template <typename E>
[[nodiscard]] std::vector<E> powers(const E& base, std::size_t count)
{
    std::vector<E> out(count, E::one());
    for (std::size_t i = 1; i < count; ++i)
        out[i] = out[i - 1] * base;
    return out;
}

}  // namespace archi::iop
