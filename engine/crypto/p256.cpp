#include "crypto/p256.hpp"

#include "crypto/prime_field.hpp"
#include "crypto/weierstrass.hpp"

namespace archi::crypto {

namespace {

// SP 800-186, section 3.2.1.3.
struct P256Prime {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0xffffffffffffffff, 0x00000000ffffffff, 0x0000000000000000, 0xffffffff00000001};
};
struct P256Order {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0xf3b9cac2fc632551, 0xbce6faada7179e84, 0xffffffffffffffff, 0xffffffff00000000};
};

using Field = PrimeField<P256Prime>;
using Scalar = PrimeField<P256Order>;
using Point = JacobianPoint<Field, CoefficientA::kMinusThree>;

constexpr Field kB = Field::from_words(
    {0x3bce3c3e27d2604b, 0x651d06b0cc53b0f6, 0xb3ebbd55769886bc, 0x5ac635d8aa3a93e7});
constexpr AffinePoint<Field> kGenerator = {
    Field::from_words(
        {0xf4a13945d898c296, 0x77037d812deb33a0, 0xf8bce6e563a440f2, 0x6b17d1f2e12c4247}),
    Field::from_words(
        {0xcbb6406837bf51f5, 0x2bce33576b315ece, 0x8ee7eb4a7c0f9e16, 0x4fe342e2fe1a7f9b}),
    false};

constexpr unsigned kGeneratorWidth = 7;
constexpr unsigned kKeyWidth = 5;
constexpr auto kGeneratorTable = all_affine(odd_multiples<kGeneratorWidth>(Point(kGenerator)));

/// a * generator + b * key (Straus 1964).
Point double_multiply(const Scalar& a, const Scalar& b, const AffinePoint<Field>& key)
{
    const auto table = odd_multiples<kKeyWidth>(Point(key));
    const SignedDigits a_digits(a.number(), kGeneratorWidth);
    const SignedDigits b_digits(b.number(), kKeyWidth);
    Point sum;
    for (std::size_t i = std::max(a_digits.count, b_digits.count); i-- > 0;) {
        sum = sum.doubled();
        add_digit(sum, kGeneratorTable, a_digits.digits[i]);
        add_digit(sum, table, b_digits.digits[i]);
    }
    return sum;
}

/// Whether the point's x, modulo n, is r: x is r or, where that is a coordinate, r + n.
bool has_x(const Point& point, const Scalar::Number& r)
{
    const auto zz = point.z.square();
    if (Field::from_reduced(r) * zz == point.x) return true;
    auto beyond = r;
    if (add_in_place(beyond, Scalar::modulus()) != 0 || !less(beyond, Field::modulus()))
        return false;
    return Field::from_reduced(beyond) * zz == point.x;
}

}  // namespace

bool p256_verify(std::span<const std::uint8_t, 160> input) noexcept
{
    const auto digest = Scalar::from_number(Scalar::number_from_bytes(input.first<32>()));
    const auto r = Scalar::from_bytes(input.subspan<32, 32>());
    const auto s = Scalar::from_bytes(input.subspan<64, 32>());
    const auto x = Field::from_bytes(input.subspan<96, 32>());
    const auto y = Field::from_bytes(input.subspan<128, 32>());
    if (!r || !s || r->is_zero() || s->is_zero() || !x || !y) return false;
    const AffinePoint<Field> key{*x, *y, false};
    if (!is_on_curve<CoefficientA::kMinusThree>(key, kB)) return false;

    const auto inverse = s->inverse();
    const auto point = double_multiply(digest * inverse, *r * inverse, key);
    return !point.is_infinity() && has_x(point, r->number());
}

}  // namespace archi::crypto
