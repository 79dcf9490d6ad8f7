#pragma once
// Fields with a prime of 31 bits, KoalaBear and BabyBear, in Montgomery form. Not constant time.
// Source: Montgomery 1985, with the quotient taken by p^-1 instead of -p^-1, so that the reduction
// is one difference of high words.

#include <array>
#include <cstdint>
#include <optional>

namespace archi::iop {

/// An element of the field with Parameters::kModulus elements, as x * 2^32 mod p. Always reduced:
/// two elements are equal exactly if their representations are.
template <typename Parameters>
class PrimeField31 {
public:
    static constexpr std::uint32_t kModulus = Parameters::kModulus;
    /// The greatest k for which 2^k divides p - 1.
    static constexpr unsigned kTwoAdicity = Parameters::kTwoAdicity;
    /// p^-1 modulo 2^32.
    static constexpr std::uint32_t kInverse = [] {
        std::uint32_t inverse = 1;
        for (unsigned correct_bits = 1; correct_bits < 32; correct_bits *= 2)
            inverse *= 2 - kModulus * inverse;
        return inverse;
    }();
    static_assert(kModulus > (1U << 30) && kModulus < (1U << 31));
    static_assert((kModulus - 1) % (1U << kTwoAdicity) == 0);
    static_assert((kModulus - 1) >> kTwoAdicity & 1);

    constexpr PrimeField31() = default;
    /// Any number, taken modulo p.
    constexpr explicit PrimeField31(std::uint32_t number)
        : montgomery_(reduce_once(std::uint64_t{number} * kSquaredRadix))
    {
    }

    [[nodiscard]] static constexpr PrimeField31 one() { return from_montgomery(kRadix); }
    /// Requires representation < p.
    [[nodiscard]] static constexpr PrimeField31 from_montgomery(std::uint32_t representation)
    {
        PrimeField31 out;
        out.montgomery_ = representation;
        return out;
    }
    /// The canonical representative, as it stands in proofs; empty unless it is below p.
    [[nodiscard]] static constexpr std::optional<PrimeField31> decode(std::uint32_t canonical)
    {
        if (canonical >= kModulus) return std::nullopt;
        return PrimeField31(canonical);
    }
    /// A fixed element of order exactly 2^log_order; its square is root_of_unity(log_order - 1).
    /// Requires log_order <= kTwoAdicity.
    [[nodiscard]] static constexpr PrimeField31 root_of_unity(unsigned log_order);

    [[nodiscard]] constexpr std::uint32_t montgomery() const { return montgomery_; }
    /// The representative in [0, p).
    [[nodiscard]] constexpr std::uint32_t value() const { return reduce_once(montgomery_); }

    constexpr bool operator==(const PrimeField31&) const = default;

    [[nodiscard]] constexpr PrimeField31 operator+(PrimeField31 other) const
    {
        return from_montgomery(below_modulus(montgomery_ + other.montgomery_));
    }
    [[nodiscard]] constexpr PrimeField31 operator-(PrimeField31 other) const
    {
        return from_montgomery(not_negative(montgomery_ - other.montgomery_));
    }
    [[nodiscard]] constexpr PrimeField31 operator-() const { return PrimeField31{} - *this; }
    [[nodiscard]] constexpr PrimeField31 operator*(PrimeField31 other) const
    {
        return from_montgomery(reduce_once(product(*this, other)));
    }
    constexpr PrimeField31& operator+=(PrimeField31 other) { return *this = *this + other; }
    constexpr PrimeField31& operator-=(PrimeField31 other) { return *this = *this - other; }
    constexpr PrimeField31& operator*=(PrimeField31 other) { return *this = *this * other; }

    [[nodiscard]] constexpr PrimeField31 power(std::uint64_t exponent) const
    {
        auto result = one();
        for (auto square = *this; exponent != 0; exponent >>= 1, square *= square)
            if ((exponent & 1) != 0) result *= square;
        return result;
    }
    /// Zero for zero.
    [[nodiscard]] constexpr PrimeField31 inverse() const { return power(kModulus - 2); }

    // Sums of products that are reduced once. The sum of four products fits 64 bits; after fold() a
    // sum takes two more.

    /// Less than p^2.
    [[nodiscard]] static constexpr std::uint64_t product(PrimeField31 a, PrimeField31 b)
    {
        return std::uint64_t{a.montgomery_} * b.montgomery_;
    }
    /// Below 2^32 * p, and congruent. Takes anything below 2^33 * p: four products, or folded +
    /// two.
    [[nodiscard]] static constexpr std::uint64_t fold(std::uint64_t sum)
    {
        return static_cast<std::uint64_t>(below_modulus(static_cast<std::uint32_t>(sum >> 32)))
                   << 32 |
               static_cast<std::uint32_t>(sum);
    }
    /// The element that is the sum of the products in `sum`. Takes what fold() takes.
    [[nodiscard]] static constexpr PrimeField31 reduce(std::uint64_t sum)
    {
        return from_montgomery(reduce_once(fold(sum)));
    }

private:
    // Without branches: which way they would go is a coin toss.
    /// Takes a difference in (-p, p), as two's complement.
    static constexpr std::uint32_t not_negative(std::uint32_t difference)
    {
        return difference + (kModulus & -(difference >> 31));
    }
    /// Takes a number in [0, 2p).
    static constexpr std::uint32_t below_modulus(std::uint32_t number)
    {
        return not_negative(number - kModulus);
    }
    /// product / 2^32 mod p, for product < 2^32 * p.
    static constexpr std::uint32_t reduce_once(std::uint64_t product)
    {
        const auto quotient = static_cast<std::uint32_t>(product) * kInverse;
        const auto subtracted =
            static_cast<std::uint32_t>((std::uint64_t{quotient} * kModulus) >> 32);
        return not_negative(static_cast<std::uint32_t>(product >> 32) - subtracted);
    }

    static constexpr std::uint32_t kRadix = (std::uint64_t{1} << 32) % kModulus;
    static constexpr std::uint32_t kSquaredRadix = std::uint64_t{kRadix} * kRadix % kModulus;

    std::uint32_t montgomery_ = 0;
};

/// By the logarithm of their order.
template <typename Parameters>
inline constexpr auto kRootsOfUnity = [] {
    using Field = PrimeField31<Parameters>;
    std::array<Field, Field::kTwoAdicity + 1> roots;
    auto root = Field(Parameters::kGenerator).power((Field::kModulus - 1) >> Field::kTwoAdicity);
    for (unsigned log_order = Field::kTwoAdicity + 1; log_order-- > 0; root *= root)
        roots[log_order] = root;
    return roots;
}();

template <typename Parameters>
constexpr PrimeField31<Parameters> PrimeField31<Parameters>::root_of_unity(unsigned log_order)
{
    return kRootsOfUnity<Parameters>[log_order];
}

/// 3 generates the multiplicative group: p - 1 = 2^24 * 127.
struct KoalaBearParameters {
    static constexpr std::uint32_t kModulus = 0x7f000001;  ///< 2^31 - 2^24 + 1
    static constexpr unsigned kTwoAdicity = 24;
    static constexpr std::uint32_t kGenerator = 3;
};

/// 31 generates the multiplicative group: p - 1 = 2^27 * 3 * 5.
struct BabyBearParameters {
    static constexpr std::uint32_t kModulus = 0x78000001;  ///< 2^31 - 2^27 + 1
    static constexpr unsigned kTwoAdicity = 27;
    static constexpr std::uint32_t kGenerator = 31;
};

using KoalaBear = PrimeField31<KoalaBearParameters>;
using BabyBear = PrimeField31<BabyBearParameters>;

}  // namespace archi::iop
