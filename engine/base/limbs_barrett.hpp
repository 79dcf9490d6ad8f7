#pragma once
// Reduction modulo a number that comes again and again: multiplications by a reciprocal that is
// computed once.
// Source: P. Barrett (CRYPTO '86); Handbook of Applied Cryptography, algorithm 14.42.

#include "base/limbs_division.hpp"

namespace archi::limbs {

template <typename Limb, std::size_t N>
class Barrett {
public:
    /// Requires serves(modulus). Costs about one division.
    constexpr explicit Barrett(const std::array<Limb, N>& modulus) : modulus_(modulus)
    {
        std::array<Limb, 2 * N + 1> power{};
        power[2 * N] = 1;
        const auto quotient = divide(power, modulus).quotient;
        for (std::size_t i = 0; i <= N; ++i)
            reciprocal_[i] = quotient[i];
    }

    /// True if `modulus` has N limbs and its reciprocal no more than N + 1: it is above B^(N-1).
    [[nodiscard]] static constexpr bool serves(const std::array<Limb, N>& modulus)
    {
        Limb below = 0;
        for (std::size_t i = 0; i + 1 < N; ++i)
            below |= modulus[i];
        return modulus[N - 1] > 1 || (modulus[N - 1] == 1 && below != 0);
    }

    /// number mod modulus, for any number of 2 · N limbs.
    [[nodiscard]] constexpr std::array<Limb, N> reduce(const std::array<Limb, 2 * N>& number) const
    {
        // What is left lies below 4 · modulus: the estimate of the quotient is short of it by two
        // at most (14.43), and by one more for the columns left out of the product.
        auto rest = remainder(number, quotient(number));
        while (rest[N] != 0 || !less(low(rest), modulus_)) {
            Limb borrow = 0;
            for (std::size_t i = 0; i < N; ++i)
                rest[i] = subtract_with_borrow(rest[i], modulus_[i], borrow);
            rest[N] -= borrow;
        }
        return low(rest);
    }

private:
    using Longer = std::array<Limb, N + 1>;

    [[nodiscard]] static constexpr std::array<Limb, N> low(const Longer& value)
    {
        std::array<Limb, N> out{};
        for (std::size_t i = 0; i < N; ++i)
            out[i] = value[i];
        return out;
    }

    /// Limbs from N + 1 on of (number / B^(N-1)) · reciprocal, without the columns below N - 1: all
    /// of them together are less than B^(N+1).
    [[nodiscard]] constexpr Longer quotient(const std::array<Limb, 2 * N>& number) const
    {
        std::array<Limb, 2 * N + 2> product{};
#pragma clang loop unroll(full)
        for (std::size_t i = 0; i <= N; ++i) {
            Limb carry = 0;
#pragma clang loop unroll(full)
            for (std::size_t j = i < N ? N - 1 - i : 0; j <= N; ++j) {
                const auto sum = static_cast<Double<Limb>>(number[N - 1 + i]) * reciprocal_[j] +
                                 product[i + j] + carry;
                product[i + j] = static_cast<Limb>(sum);
                carry = high<Limb>(sum);
            }
            product[i + N + 1] = carry;
        }
        Longer out{};
        for (std::size_t i = 0; i <= N; ++i)
            out[i] = product[N + 1 + i];
        return out;
    }

    /// number - quotient · modulus, which is known to fit.
    [[nodiscard]] constexpr Longer remainder(const std::array<Limb, 2 * N>& number,
                                             const Longer& quotient) const
    {
        Longer product{};
#pragma clang loop unroll(full)
        for (std::size_t i = 0; i <= N; ++i) {
            Limb carry = 0;
#pragma clang loop unroll(full)
            for (std::size_t j = 0; j < N && i + j <= N; ++j) {
                const auto sum =
                    static_cast<Double<Limb>>(quotient[i]) * modulus_[j] + product[i + j] + carry;
                product[i + j] = static_cast<Limb>(sum);
                carry = high<Limb>(sum);
            }
            if (i == 0) product[N] = carry;
        }
        Longer rest{};
        Limb borrow = 0;
        for (std::size_t i = 0; i <= N; ++i)
            rest[i] = subtract_with_borrow(number[i], product[i], borrow);
        return rest;
    }

    std::array<Limb, N> modulus_{};
    Longer reciprocal_{};  ///< ⌊B^(2N) / modulus⌋
};

}  // namespace archi::limbs
