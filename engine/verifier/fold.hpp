#pragma once
// Folding words in bit-reversed order.
//
// The values of a multilinear polynomial on the hypercube are the coefficients of its word:
// u(X) = Σ_b q(b)·X^b. Binding the lowest variable to r turns u into (1 − r)·even + r·odd, where
// u(X) = even(X²) + X·odd(X²). A word is stored in bit-reversed order: position i holds
// u(ω^bitrev(i)), so u(x) and u(−x) are neighbours, and the coset that folds to one value is one
// leaf.

#include <array>
#include <cstdint>
#include <span>

namespace archi::verifier {

[[nodiscard]] constexpr std::uint32_t reverse_bits(std::uint32_t number, unsigned bits)
{
    return bits == 0 ? 0 : __builtin_bitreverse32(number) >> (32 - bits);
}

/// Where a word of 2^log_length evaluations is evaluated at `position`.
template <typename F>
[[nodiscard]] F domain_point(std::uint32_t position, unsigned log_length)
{
    return F::root_of_unity(log_length).power(reverse_bits(position, log_length));
}

/// Σ coefficientᵢ·xⁱ.
template <typename E>
[[nodiscard]] E evaluate_at(std::span<const E> coefficients, typename E::Base x)
{
    E value;
    for (std::size_t i = coefficients.size(); i-- > 0;)
        value = value * x + coefficients[i];
    return value;
}

/// (1 − r)·even + r·odd at x², from u(x), u(−x) and 1/x.
template <typename E>
[[nodiscard]] constexpr E fold_pair(const E& at_x, const E& at_minus_x, typename E::Base inverse_x,
                                    const E& r)
{
    constexpr auto kHalf = typename E::Base(2).inverse();
    const E even = (at_x + at_minus_x) * kHalf;
    const E odd = (at_x - at_minus_x) * (kHalf * inverse_x);
    return even + r * (odd - even);
}

/// Variables that fold_coset() folds at most.
inline constexpr unsigned kMostFolds = 5;

/// Where the pairs of a coset lie, relative to the first and inverted: for 2^p pairs entry j is
/// ω^−bitrev(j), of p bits and ω of order 2^(p+1). Fewer pairs have the same first entries.
template <typename F>
inline constexpr auto kInversePlaces = [] {
    std::array<F, std::size_t{1} << (kMostFolds - 1)> places;
    places[0] = F::one();
    std::size_t size = 1;
    for (unsigned bit = 0; size < places.size(); ++bit, size *= 2) {
        const F root = F::root_of_unity(bit + 2).inverse();
        for (std::size_t j = 0; j < size; ++j)
            places[size + j] = places[j] * root;
    }
    return places;
}();

/// Folds the coset at positions coset·2^k … of a word of 2^log_length, once a challenge (k of
/// them, at most kMostFolds), in place; gives the folded word's value at position `coset`.
template <typename E>
[[nodiscard]] E fold_coset(std::span<E> values, std::uint32_t coset, unsigned log_length,
                           std::span<const E> challenges)
{
    using F = typename E::Base;
    // Pair j is at position 2(coset·2^(k−1) + j), that is at ω^(bitrev(coset) + 2^(L−k)·bitrev(j)).
    const auto log_cosets = log_length - static_cast<unsigned>(challenges.size());
    const auto order = std::uint32_t{1} << log_length;
    F inverse_x = F::root_of_unity(log_length).power(order - reverse_bits(coset, log_cosets));
    for (const E& r : challenges) {
        const auto pairs = values.size() / 2;
        for (std::size_t j = 0; j < pairs; ++j)
            values[j] =
                fold_pair(values[2 * j], values[2 * j + 1], inverse_x * kInversePlaces<F>[j], r);
        values = values.first(pairs);
        inverse_x *= inverse_x;
    }
    return values[0];
}

}  // namespace archi::verifier
