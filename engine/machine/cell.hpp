#pragma once
// What constraints compute with. One wrapper around any kind of value (field elements, vectors of
// them, degrees, affine forms, expressions) lets constraints be written once, with plain integers.

#include <cstdint>

#include "iop/machine_field.hpp"

namespace archi::machine {

using iop::F;

/// The element that the integer stands for. Requires |number| < 2^32.
[[nodiscard]] constexpr F element(std::int64_t number)
{
    return number < 0 ? -F(static_cast<std::uint32_t>(-number))
                      : F(static_cast<std::uint32_t>(number));
}

/// `Value` offers + - * with itself and with F, and a constructor from F; it is trivially copyable,
/// so that an array of values can be read as the columns of a chip.
template <typename Value>
struct Cell {
    Value value{};

    [[nodiscard]] static constexpr Cell constant(std::int64_t number)
    {
        return {Value(element(number))};
    }

    friend constexpr Cell operator+(const Cell& a, const Cell& b) { return {a.value + b.value}; }
    friend constexpr Cell operator-(const Cell& a, const Cell& b) { return {a.value - b.value}; }
    friend constexpr Cell operator*(const Cell& a, const Cell& b) { return {a.value * b.value}; }

    friend constexpr Cell operator*(const Cell& a, F n) { return {a.value * n}; }

    friend constexpr Cell operator+(const Cell& a, std::int64_t n)
    {
        return {a.value + element(n)};
    }
    friend constexpr Cell operator-(const Cell& a, std::int64_t n)
    {
        return {a.value - element(n)};
    }
    friend constexpr Cell operator*(const Cell& a, std::int64_t n)
    {
        return {a.value * element(n)};
    }
    friend constexpr Cell operator+(std::int64_t n, const Cell& a)
    {
        return {a.value + element(n)};
    }
    friend constexpr Cell operator-(std::int64_t n, const Cell& a) { return constant(n) - a; }
    friend constexpr Cell operator*(std::int64_t n, const Cell& a)
    {
        return {a.value * element(n)};
    }
};

}  // namespace archi::machine
