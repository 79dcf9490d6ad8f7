#pragma once
// Products of polynomials modulo those of extension.hpp. `Base` is a field, or a vector of its
// elements: something with product(a, b), whose sums fold() and reduce() (see prime_field.hpp).

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace archi::iop {

/// The coefficient of x^i in x times the polynomial with those coefficients.
template <typename Modulus, std::size_t i, typename Base, std::size_t degree>
[[gnu::always_inline]] constexpr Base shifted_coefficient(
    const std::array<Base, degree>& coefficients)
{
    constexpr int kTap = Modulus::kTaps[i];
    const auto lead = coefficients[degree - 1];
    const auto lower = i == 0 ? Base{} : coefficients[i == 0 ? 0 : i - 1];
    if constexpr (kTap == 0) return lower;
    if constexpr (kTap == 1) return lower + lead;
    if constexpr (kTap == -1) return lower - lead;
    if constexpr (kTap > 1) return lower + lead * Base(static_cast<std::uint32_t>(kTap));
}

template <typename Modulus, typename Base, std::size_t degree>
[[gnu::always_inline]] constexpr std::array<Base, degree> times_x(
    const std::array<Base, degree>& coefficients)
{
    return [&]<std::size_t... i>(std::index_sequence<i...>) {
        return std::array<Base, degree>{shifted_coefficient<Modulus, i>(coefficients)...};
    }(std::make_index_sequence<degree>{});
}

/// Not yet reduced coefficients: what Base::reduce takes.
template <typename Base, std::size_t degree>
using ProductSums = std::array<decltype(Base::product(Base{}, Base{})), degree>;

/// Row by row: degree^2 products.
template <typename Modulus, typename Base, std::size_t degree>
[[gnu::always_inline]] constexpr ProductSums<Base, degree> multiply_by_rows(
    const std::array<Base, degree>& a, const std::array<Base, degree>& b)
{
    ProductSums<Base, degree> sums{};
    auto row = b;  // b x^i
#pragma clang loop unroll(full)
    for (std::size_t i = 0; i < degree; ++i) {
        if (i != 0) row = times_x<Modulus>(row);
#pragma clang loop unroll(full)
        for (std::size_t j = 0; j < degree; ++j) {
            if (i == 4) sums[j] = Base::fold(sums[j]);
            sums[j] = i == 0 ? Base::product(a[i], row[j]) : sums[j] + Base::product(a[i], row[j]);
        }
    }
    return sums;
}

/// Modulo x^6 + x^3 + 1, by Karatsuba over y = x^3: with a = a0 + a1 y and y^2 = -y - 1,
///   ab = (a0 b0 - a1 b1) + (a0 b0 - (a0 - a1)(b0 - b1)) y,
/// in which the products of degree 3 and 4 in x carry a y into the other half. Differences take
/// the negated factor, so that sums stay sums of products: 27 of them.
template <typename Base>
[[gnu::always_inline]] constexpr ProductSums<Base, 6> multiply_cyclotomic(
    const std::array<Base, 6>& a, const std::array<Base, 6>& b)
{
    const Base n1 = -a[1], n2 = -a[2], n3 = -a[3], n4 = -a[4], n5 = -a[5];
    const Base c0 = a[0] - a[3], c1 = a[1] - a[4], c2 = a[2] - a[5];
    const Base d1 = b[1] - b[4], d2 = b[2] - b[5];
    const Base e0 = b[3] - b[0], e1 = -d1, e2 = -d2;
    constexpr auto kProduct = Base::product;
    // Coefficients of a0 b0 (low), -a1 b1 (high) and (a0 - a1)(b0 - b1) (cross).
    const auto low0 = kProduct(a[0], b[0]);
    const auto low1 = kProduct(a[0], b[1]) + kProduct(a[1], b[0]);
    const auto low2 = kProduct(a[0], b[2]) + kProduct(a[1], b[1]) + kProduct(a[2], b[0]);
    const auto minus_low3 = kProduct(n1, b[2]) + kProduct(n2, b[1]);
    const auto minus_low4 = kProduct(n2, b[2]);
    const auto high0 = kProduct(n3, b[3]);
    const auto high1 = kProduct(n3, b[4]) + kProduct(n4, b[3]);
    const auto high3 = kProduct(n4, b[5]) + kProduct(n5, b[4]);
    const auto high4 = kProduct(n5, b[5]);
    const auto minus_cross0 = kProduct(c0, e0);
    const auto minus_cross1 = kProduct(c0, e1) + kProduct(c1, e0);
    const auto cross3 = kProduct(c1, d2) + kProduct(c2, d1);
    const auto cross4 = kProduct(c2, d2);
    return {Base::fold(low0 + high0 + cross3) + minus_low3,
            Base::fold(low1 + minus_low4 + cross4) + high1,
            Base::fold(low2 + kProduct(n3, b[5])) + kProduct(n4, b[4]) + kProduct(n5, b[3]),
            Base::fold(low0 + minus_cross0 + cross3) + high3,
            Base::fold(low1 + high4 + cross4) + minus_cross1,
            Base::fold(low2 + kProduct(c0, e2)) + kProduct(c1, e1) + kProduct(c2, e0)};
}

/// a b modulo the polynomial, not yet reduced modulo p.
template <typename Modulus, typename Base, std::size_t degree>
[[gnu::always_inline]] constexpr ProductSums<Base, degree> multiply_unreduced(
    const std::array<Base, degree>& a, const std::array<Base, degree>& b)
{
    if constexpr (degree == 6 && Modulus::kTaps[3] == -1)
        return multiply_cyclotomic(a, b);
    else
        return multiply_by_rows<Modulus>(a, b);
}

/// a b modulo the polynomial: one reduction a coefficient.
template <typename Modulus, typename Base, std::size_t degree>
[[gnu::always_inline]] constexpr std::array<Base, degree> multiply_polynomials(
    const std::array<Base, degree>& a, const std::array<Base, degree>& b)
{
    const auto sums = multiply_unreduced<Modulus>(a, b);
    std::array<Base, degree> out;
#pragma clang loop unroll(full)
    for (std::size_t i = 0; i < degree; ++i)
        out[i] = Base::reduce(sums[i]);
    return out;
}

}  // namespace archi::iop
