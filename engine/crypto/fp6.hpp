#pragma once
// The cubic extension Fp2[v] / (v^3 - xi).

#include "crypto/fp2.hpp"

namespace archi::crypto {

/// c0 + c1 * v + c2 * v^2.
template <typename Fp2Field>
struct Fp6 {
    using Fp2 = Fp2Field;

    Fp2 c0{};
    Fp2 c1{};
    Fp2 c2{};

    [[nodiscard]] static constexpr Fp6 one() { return {Fp2::one(), {}, {}}; }

    constexpr bool operator==(const Fp6&) const = default;

    [[nodiscard]] constexpr Fp6 operator+(const Fp6& other) const
    {
        return {c0 + other.c0, c1 + other.c1, c2 + other.c2};
    }
    [[nodiscard]] constexpr Fp6 operator-(const Fp6& other) const
    {
        return {c0 - other.c0, c1 - other.c1, c2 - other.c2};
    }
    [[nodiscard]] constexpr Fp6 operator-() const { return {-c0, -c1, -c2}; }

    /// Six multiplications instead of nine (Karatsuba).
    [[nodiscard]] constexpr Fp6 operator*(const Fp6& other) const
    {
        const auto t0 = c0 * other.c0;
        const auto t1 = c1 * other.c1;
        const auto t2 = c2 * other.c2;
        const auto t01 = (c0 + c1) * (other.c0 + other.c1) - t0 - t1;
        const auto t02 = (c0 + c2) * (other.c0 + other.c2) - t0 - t2;
        const auto t12 = (c1 + c2) * (other.c1 + other.c2) - t1 - t2;
        return {t0 + t12.times_xi(), t01 + t2.times_xi(), t02 + t1};
    }

    [[nodiscard]] constexpr Fp6 operator*(const Fp2& factor) const
    {
        return {c0 * factor, c1 * factor, c2 * factor};
    }

    /// This element times b0 + b1 * v.
    [[nodiscard]] constexpr Fp6 times_linear(const Fp2& b0, const Fp2& b1) const
    {
        const auto t0 = c0 * b0;
        const auto t1 = c1 * b1;
        return {((c1 + c2) * b1 - t1).times_xi() + t0, (b0 + b1) * (c0 + c1) - t0 - t1,
                (c0 + c2) * b0 - t0 + t1};
    }

    [[nodiscard]] constexpr Fp6 square() const { return *this * *this; }

    /// This element times v.
    [[nodiscard]] constexpr Fp6 times_v() const { return {c2.times_xi(), c0, c1}; }

    /// The inverse; zero for zero.
    [[nodiscard]] constexpr Fp6 inverse() const
    {
        const auto a = c0.square() - (c1 * c2).times_xi();
        const auto b = c2.square().times_xi() - c0 * c1;
        const auto c = c1.square() - c0 * c2;
        const auto norm = c0 * a + (c2 * b + c1 * c).times_xi();
        return Fp6{a, b, c} * norm.inverse();
    }
};

}  // namespace archi::crypto
