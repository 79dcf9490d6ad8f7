#pragma once
// Points of curves y^2 = x^3 + a*x + b over any field, in Jacobian coordinates. Not constant time.
// Formulas: Explicit-Formulas Database, dbl-2009-l (a = 0), dbl-2001-b (a = -3), add-2007-bl,
// madd-2007-bl.

#include <array>
#include <cstdint>

#include "crypto/limbs.hpp"

namespace archi::crypto {

/// A point with its two coordinates, or the point at infinity.
template <typename Field>
struct AffinePoint {
    Field x;
    Field y;
    bool is_infinity = false;

    [[nodiscard]] constexpr AffinePoint operator-() const { return {x, -y, is_infinity}; }
    constexpr bool operator==(const AffinePoint&) const = default;

    [[nodiscard]] static constexpr AffinePoint infinity() { return {Field{}, Field{}, true}; }
};

/// The coefficient a of the curve; b does not enter the group law.
enum class CoefficientA : std::uint8_t { kZero, kMinusThree };

/// The point (x / z^2, y / z^3), or the point at infinity where z is zero.
template <typename Field, CoefficientA A = CoefficientA::kZero>
struct JacobianPoint {
    Field x = Field::one();
    Field y = Field::one();
    Field z{};

    constexpr JacobianPoint() = default;
    constexpr JacobianPoint(const Field& a, const Field& b, const Field& c) : x(a), y(b), z(c) {}
    constexpr explicit JacobianPoint(const AffinePoint<Field>& point)
    {
        if (!point.is_infinity) *this = {point.x, point.y, Field::one()};
    }

    [[nodiscard]] constexpr bool is_infinity() const { return z.is_zero(); }
    [[nodiscard]] constexpr JacobianPoint operator-() const { return {x, -y, z}; }

    [[nodiscard]] constexpr JacobianPoint doubled() const
    {
        if constexpr (A == CoefficientA::kZero) {
            const auto xx = x.square();
            const auto yy = y.square();
            const auto yyyy = yy.square();
            const auto s = ((x + yy).square() - xx - yyyy).doubled();
            const auto m = xx.doubled() + xx;
            const auto new_x = m.square() - s.doubled();
            return {new_x, m * (s - new_x) - yyyy.doubled().doubled().doubled(), (y * z).doubled()};
        } else {
            const auto delta = z.square();
            const auto gamma = y.square();
            const auto beta = x * gamma;
            const auto product = (x - delta) * (x + delta);
            const auto alpha = product.doubled() + product;
            const auto four_beta = beta.doubled().doubled();
            const auto new_x = alpha.square() - four_beta.doubled();
            const auto eight_gamma_squared = gamma.square().doubled().doubled().doubled();
            return {new_x, alpha * (four_beta - new_x) - eight_gamma_squared, (y * z).doubled()};
        }
    }

    [[nodiscard]] constexpr JacobianPoint operator+(const JacobianPoint& other) const
    {
        if (is_infinity()) return other;
        if (other.is_infinity()) return *this;
        const auto zz = z.square();
        const auto other_zz = other.z.square();
        const auto u = x * other_zz;
        const auto h = other.x * zz - u;
        const auto s = y * other.z * other_zz;
        const auto r = (other.y * z * zz - s).doubled();
        if (h.is_zero()) return r.is_zero() ? doubled() : JacobianPoint{};
        return sum(u, s, h, r, z * other.z);
    }

    [[nodiscard]] constexpr JacobianPoint operator+(const AffinePoint<Field>& other) const
    {
        if (other.is_infinity) return *this;
        if (is_infinity()) return JacobianPoint(other);
        const auto zz = z.square();
        const auto h = other.x * zz - x;
        const auto r = (other.y * z * zz - y).doubled();
        if (h.is_zero()) return r.is_zero() ? doubled() : JacobianPoint{};
        return sum(x, y, h, r, z);
    }

    constexpr JacobianPoint& operator+=(const JacobianPoint& other)
    {
        return *this = *this + other;
    }

    /// Whether both are the same point, whatever their z.
    [[nodiscard]] constexpr bool equals(const JacobianPoint& other) const
    {
        if (is_infinity() || other.is_infinity()) return is_infinity() == other.is_infinity();
        const auto zz = z.square();
        const auto other_zz = other.z.square();
        return x * other_zz == other.x * zz && y * other.z * other_zz == other.y * z * zz;
    }

    [[nodiscard]] constexpr AffinePoint<Field> affine() const
    {
        if (is_infinity()) return AffinePoint<Field>::infinity();
        const auto inverse = z.inverse();
        const auto squared = inverse.square();
        return {x * squared, y * squared * inverse, false};
    }

private:
    // The common end of both additions; `r` is twice the difference of the y coordinates.
    [[nodiscard]] static constexpr JacobianPoint sum(const Field& u, const Field& s, const Field& h,
                                                     const Field& r, const Field& z_product)
    {
        const auto i = h.doubled().square();
        const auto j = h * i;
        const auto v = u * i;
        const auto new_x = r.square() - j - v.doubled();
        return {new_x, r * (v - new_x) - (s * j).doubled(), (z_product * h).doubled()};
    }
};

/// The same points with z = 1, by a single inversion (Montgomery's trick). None may be infinity.
template <typename Point, std::size_t Size>
[[nodiscard]] constexpr auto all_affine(const std::array<Point, Size>& points)
{
    using Field = decltype(Point::z);
    std::array<Field, Size> products{};  // of the z before each
    auto product = Field::one();
    for (std::size_t i = 0; i < Size; ++i) {
        products[i] = product;
        product = product * points[i].z;
    }
    auto inverse = product.inverse();
    std::array<AffinePoint<Field>, Size> out{};
    for (std::size_t i = Size; i-- > 0;) {
        const auto z_inverse = inverse * products[i];
        const auto squared = z_inverse.square();
        out[i] = {points[i].x * squared, points[i].y * squared * z_inverse, false};
        inverse = inverse * points[i].z;
    }
    return out;
}

/// The point `affine` lies on y^2 = x^3 + a*x + b. The point at infinity does.
template <CoefficientA A, typename Field>
[[nodiscard]] constexpr bool is_on_curve(const AffinePoint<Field>& affine, const Field& b)
{
    if (affine.is_infinity) return true;
    auto right = affine.x.square() * affine.x + b;
    if constexpr (A == CoefficientA::kMinusThree) right -= affine.x.doubled() + affine.x;
    return affine.y.square() == right;
}

/// A number in width-w non-adjacent form: digits are zero or odd, below 2^(w-1) in size, and after
/// each digit come at least w - 1 zeros. Least significant first. Source: Solinas 2000.
template <typename Limb, std::size_t N>
struct SignedDigits {
    std::array<std::int8_t, N * limbs::kBits<Limb> + 1> digits{};
    std::size_t count = 0;  ///< digits beyond are zero

    constexpr SignedDigits(std::array<Limb, N> number, unsigned width, bool negate = false)
    {
        Limb above = 0;  // what a rounding up carried out of `number`
        for (std::size_t i = 0; above != 0 || !crypto::is_zero(number); ++i) {
            if ((number[0] & 1) != 0) {
                const auto low = static_cast<int>(number[0] & ((Limb{1} << width) - 1));
                const bool round_up = low >= 1 << (width - 1);
                const auto digit = round_up ? low - (1 << width) : low;
                digits[i] = static_cast<std::int8_t>(negate ? -digit : digit);
                count = i + 1;
                number[0] -= static_cast<Limb>(low);
                if (round_up)
                    above += add_in_place(number,
                                          std::array<Limb, N>{static_cast<Limb>(Limb{1} << width)});
            }
            halve_in_place(number, above);
            above = 0;
        }
    }
};

/// The odd multiples 1, 3, 5 ... of `point`, for digits of the given width.
template <unsigned Width, typename Point>
[[nodiscard]] constexpr std::array<Point, 1U << (Width - 2)> odd_multiples(const Point& point)
{
    std::array<Point, 1U << (Width - 2)> table{point};
    const auto twice = point.doubled();
    for (std::size_t i = 1; i < table.size(); ++i)
        table[i] = table[i - 1] + twice;
    return table;
}

/// Adds digit * (the point whose odd multiples are in `table`) to `sum`.
template <typename Point, typename Entry, std::size_t Size>
constexpr void add_digit(Point& sum, const std::array<Entry, Size>& table, int digit)
{
    if (digit > 0)
        sum = sum + table[static_cast<std::size_t>(digit) / 2];
    else if (digit < 0)
        sum = sum + -table[static_cast<std::size_t>(-digit) / 2];
}

/// number * point.
template <typename Limb, std::size_t N, typename Point>
[[nodiscard]] constexpr Point multiply(const Point& point, const std::array<Limb, N>& number)
{
    constexpr unsigned kWidth = 5;
    const auto table = odd_multiples<kWidth>(point);
    const SignedDigits scalar(number, kWidth);
    Point sum;
    for (std::size_t i = scalar.count; i-- > 0;) {
        sum = sum.doubled();
        add_digit(sum, table, scalar.digits[i]);
    }
    return sum;
}

}  // namespace archi::crypto
