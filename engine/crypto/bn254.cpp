#include "crypto/bn254.hpp"

#include "crypto/bn254_curve.hpp"

namespace archi::crypto::bn254 {

namespace {

// b of the twist.
constexpr Fp2 kTwistB = Fp2::xi().inverse() * kB;

constexpr std::size_t kFieldSize = 32;
constexpr std::size_t kG1Size = 64;
constexpr std::size_t kG2Size = 128;

std::optional<AffinePoint<Fp>> decode_g1(std::span<const std::uint8_t, kG1Size> bytes)
{
    const auto x = Fp::from_bytes(bytes.first<kFieldSize>());
    const auto y = Fp::from_bytes(bytes.last<kFieldSize>());
    if (!x || !y) return std::nullopt;
    if (x->is_zero() && y->is_zero()) return AffinePoint<Fp>::infinity();
    const AffinePoint<Fp> point{*x, *y, false};
    if (!is_on_curve<CoefficientA::kZero>(point, kB)) return std::nullopt;
    return point;
}

std::optional<Fp2> decode_fp2(std::span<const std::uint8_t, 2 * kFieldSize> bytes)
{
    const auto imaginary = Fp::from_bytes(bytes.first<kFieldSize>());
    const auto real = Fp::from_bytes(bytes.last<kFieldSize>());
    if (!imaginary || !real) return std::nullopt;
    return Fp2{*real, *imaginary};
}

std::optional<AffinePoint<Fp2>> decode_g2(std::span<const std::uint8_t, kG2Size> bytes)
{
    const auto x = decode_fp2(bytes.first<2 * kFieldSize>());
    const auto y = decode_fp2(bytes.last<2 * kFieldSize>());
    if (!x || !y) return std::nullopt;
    if (x->is_zero() && y->is_zero()) return AffinePoint<Fp2>::infinity();
    const AffinePoint<Fp2> point{*x, *y, false};
    if (!is_on_curve<CoefficientA::kZero>(point, kTwistB)) return std::nullopt;
    if (!is_in_subgroup(point)) return std::nullopt;
    return point;
}

G1Bytes encode(const G1& point)
{
    G1Bytes bytes{};
    const auto affine = point.affine();
    if (affine.is_infinity) return bytes;
    affine.x.to_bytes(std::span(bytes).first<kFieldSize>());
    affine.y.to_bytes(std::span(bytes).last<kFieldSize>());
    return bytes;
}

}  // namespace

std::optional<G1Bytes> add(std::span<const std::uint8_t, 128> input) noexcept
{
    const auto a = decode_g1(input.first<kG1Size>());
    const auto b = decode_g1(input.last<kG1Size>());
    if (!a || !b) return std::nullopt;
    return encode(G1(*a) + *b);
}

std::optional<G1Bytes> multiply(std::span<const std::uint8_t, 96> input) noexcept
{
    const auto point = decode_g1(input.first<kG1Size>());
    if (!point) return std::nullopt;
    return encode(crypto::multiply(G1(*point), Fp::number_from_bytes(input.last<32>())));
}

std::optional<bool> pairing_check(bytes_view input)
{
    if (input.size() % kPairSize != 0) return std::nullopt;
    std::vector<MillerPair<Fp12, Twist::kD>> pairs;
    for (; !input.empty(); input = input.subspan(kPairSize)) {
        const auto p = decode_g1(input.first<kG1Size>());
        const auto q = decode_g2(input.subspan<kG1Size, kG2Size>());
        if (!p || !q) return std::nullopt;
        // The pairing with infinity is one.
        if (!p->is_infinity && !q->is_infinity) pairs.emplace_back(*p, *q);
    }
    return product_is_one(pairs);
}

}  // namespace archi::crypto::bn254
