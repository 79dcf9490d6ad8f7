#pragma once
// The quadratic extension Fp[u] / (u^2 + 1) of a prime field with p mod 4 = 3.

#include "crypto/prime_field.hpp"

namespace archi::crypto {

/// real + imaginary * u. `XiReal` names the element xi = XiReal + u, neither a square nor a cube,
/// from which the next extension of a pairing curve is made.
template <typename BaseField, std::uint32_t XiReal>
struct Fp2 {
    using Base = BaseField;

    Base real{};
    Base imaginary{};

    [[nodiscard]] static constexpr Fp2 one() { return {Base::one(), {}}; }
    [[nodiscard]] static constexpr Fp2 xi() { return {Base::from_integer(XiReal), Base::one()}; }

    [[nodiscard]] constexpr bool is_zero() const { return real.is_zero() && imaginary.is_zero(); }
    constexpr bool operator==(const Fp2&) const = default;

    [[nodiscard]] constexpr Fp2 operator+(const Fp2& other) const
    {
        return {real + other.real, imaginary + other.imaginary};
    }
    [[nodiscard]] constexpr Fp2 operator-(const Fp2& other) const
    {
        return {real - other.real, imaginary - other.imaginary};
    }
    [[nodiscard]] constexpr Fp2 operator-() const { return {-real, -imaginary}; }

    /// Three multiplications instead of four (Karatsuba).
    [[nodiscard]] constexpr Fp2 operator*(const Fp2& other) const
    {
        const auto reals = real * other.real;
        const auto imaginaries = imaginary * other.imaginary;
        const auto cross = (real + imaginary) * (other.real + other.imaginary);
        return {reals - imaginaries, cross - reals - imaginaries};
    }

    [[nodiscard]] constexpr Fp2 operator*(const Base& factor) const
    {
        return {real * factor, imaginary * factor};
    }

    constexpr Fp2& operator+=(const Fp2& other) { return *this = *this + other; }
    constexpr Fp2& operator-=(const Fp2& other) { return *this = *this - other; }
    constexpr Fp2& operator*=(const Fp2& other) { return *this = *this * other; }

    [[nodiscard]] constexpr Fp2 square() const
    {
        return {(real + imaginary) * (real - imaginary), (real * imaginary).doubled()};
    }
    [[nodiscard]] constexpr Fp2 doubled() const { return {real.doubled(), imaginary.doubled()}; }

    /// The image under x -> x^p.
    [[nodiscard]] constexpr Fp2 conjugate() const { return {real, -imaginary}; }

    /// This element times xi.
    [[nodiscard]] constexpr Fp2 times_xi() const
    {
        if constexpr (XiReal == 1) {
            return {real - imaginary, real + imaginary};
        } else {
            static_assert(XiReal == 9);
            const auto eightfold = doubled().doubled().doubled();
            return {eightfold.real + real - imaginary, eightfold.imaginary + imaginary + real};
        }
    }

    /// The inverse; zero for zero.
    [[nodiscard]] constexpr Fp2 inverse() const
    {
        return conjugate() * (real.square() + imaginary.square()).inverse();
    }

    template <typename Limb, std::size_t N>
    [[nodiscard]] constexpr Fp2 power(const std::array<Limb, N>& exponent) const
    {
        auto result = one();
        for (std::size_t i = N * limbs::kBits<Limb>; i-- > 0;) {
            result = result.square();
            if (((exponent[i / limbs::kBits<Limb>] >> (i % limbs::kBits<Limb>)) & 1) != 0)
                result *= *this;
        }
        return result;
    }
};

}  // namespace archi::crypto
