#pragma once
// Multilinear polynomials by their values on the hypercube. Index b = Σ bᵢ·2ⁱ: variable i is bit i.

#include <cstddef>
#include <span>
#include <vector>

namespace archi::iop {

/// eq(x, y) = x·y + (1 − x)·(1 − y) in one variable.
template <typename E>
[[nodiscard]] constexpr E equality(const E& x, const E& y)
{
    const E product = x * y;
    return E::one() - x - y + product + product;
}

/// Π eq(xᵢ, yᵢ). Requires points of one length.
template <typename E>
[[nodiscard]] constexpr E equality(std::span<const E> x, std::span<const E> y)
{
    E out = E::one();
    for (std::size_t i = 0; i < x.size(); ++i)
        out = out * equality(x[i], y[i]);
    return out;
}

/// eq(point, b) for a corner b of the hypercube.
template <typename E>
[[nodiscard]] constexpr E equality_at(std::span<const E> point, std::size_t corner)
{
    E out = E::one();
    for (std::size_t i = 0; i < point.size(); ++i)
        out = out * (((corner >> i) & 1) != 0 ? point[i] : E::one() - point[i]);
    return out;
}

/// eq(point, b) for all 2^point.size() corners b.
template <typename E>
[[nodiscard]] std::vector<E> equality_table(std::span<const E> point)
{
    std::vector<E> table{E::one()};
    table.reserve(std::size_t{1} << point.size());
    for (const E& coordinate : point) {
        const auto size = table.size();
        for (std::size_t i = 0; i < size; ++i) {
            const E high = table[i] * coordinate;
            table.push_back(high);
            table[i] = table[i] - high;
        }
    }
    return table;
}

/// The polynomial with these values on the hypercube, at `point`. Requires 2^point.size() values.
template <typename E>
[[nodiscard]] E evaluate(std::span<const E> values, std::span<const E> point)
{
    const auto table = equality_table(point);
    E out;
    for (std::size_t i = 0; i < values.size(); ++i)
        out = out + table[i] * values[i];
    return out;
}

}  // namespace archi::iop
