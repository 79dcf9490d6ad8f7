#include "crypto/bls12_381.hpp"

#include "base/u256.hpp"
#include "crypto/bls12_381_curve.hpp"
#include "crypto/multi_scalar.hpp"

namespace archi::crypto::bls12_381 {

namespace {

constexpr std::size_t kFieldSize = 64;
constexpr std::size_t kPadding = kFieldSize - Fp::kBytes;
constexpr std::size_t kScalarSize = 32;

bool decode(Fp& out, std::span<const std::uint8_t, kFieldSize> bytes)
{
    for (const auto byte : bytes.first<kPadding>())
        if (byte != 0) return false;
    const auto element = Fp::from_bytes(bytes.last<Fp::kBytes>());
    if (element) out = *element;
    return element.has_value();
}

bool decode(Fp2& out, std::span<const std::uint8_t, 2 * kFieldSize> bytes)
{
    return decode(out.real, bytes.first<kFieldSize>()) &&
           decode(out.imaginary, bytes.last<kFieldSize>());
}

void encode(std::span<std::uint8_t, kFieldSize> bytes, const Fp& element)
{
    element.to_bytes(bytes.last<Fp::kBytes>());
}

void encode(std::span<std::uint8_t, 2 * kFieldSize> bytes, const Fp2& element)
{
    encode(bytes.first<kFieldSize>(), element.real);
    encode(bytes.last<kFieldSize>(), element.imaginary);
}

const Fp& coefficient_b(const Fp&)
{
    return kB;
}
const Fp2& coefficient_b(const Fp2&)
{
    return kTwistB;
}

/// A group with its encoding.
template <typename GroupField, std::size_t CoordinateBytes>
struct Group {
    using Field = GroupField;
    using Point = JacobianPoint<Field>;
    static constexpr std::size_t kCoordinateSize = CoordinateBytes;
    static constexpr std::size_t kPointSize = 2 * kCoordinateSize;

    [[nodiscard]] static std::optional<AffinePoint<Field>> decode_point(
        std::span<const std::uint8_t, kPointSize> bytes)
    {
        AffinePoint<Field> point;
        if (!decode(point.x, bytes.template first<kCoordinateSize>()) ||
            !decode(point.y, bytes.template last<kCoordinateSize>()))
            return std::nullopt;
        if (point.x.is_zero() && point.y.is_zero()) return AffinePoint<Field>::infinity();
        if (!is_on_curve<CoefficientA::kZero>(point, coefficient_b(point.x))) return std::nullopt;
        return point;
    }

    [[nodiscard]] static std::optional<AffinePoint<Field>> decode_member(
        std::span<const std::uint8_t, kPointSize> bytes)
    {
        const auto point = decode_point(bytes);
        if (point && !is_in_subgroup(*point)) return std::nullopt;
        return point;
    }

    [[nodiscard]] static std::array<std::uint8_t, kPointSize> encode_point(const Point& point)
    {
        std::array<std::uint8_t, kPointSize> bytes{};
        const auto affine = point.affine();
        if (affine.is_infinity) return bytes;
        encode(std::span(bytes).template first<kCoordinateSize>(), affine.x);
        encode(std::span(bytes).template last<kCoordinateSize>(), affine.y);
        return bytes;
    }

    [[nodiscard]] static std::optional<std::array<std::uint8_t, kPointSize>> add(
        std::span<const std::uint8_t, 2 * kPointSize> input)
    {
        const auto a = decode_point(input.template first<kPointSize>());
        const auto b = decode_point(input.template last<kPointSize>());
        if (!a || !b) return std::nullopt;
        return encode_point(Point(*a) + *b);
    }

    [[nodiscard]] static std::optional<std::array<std::uint8_t, kPointSize>> msm(bytes_view input)
    {
        constexpr auto kPairSize = kPointSize + kScalarSize;
        if (input.empty() || input.size() % kPairSize != 0) return std::nullopt;
        std::vector<ScalarMultiple<Point, limbs::Native, u256{}.limbs().size()>> terms;
        for (; !input.empty(); input = input.subspan(kPairSize)) {
            const auto point = decode_member(input.template first<kPointSize>());
            if (!point) return std::nullopt;
            const auto scalar = u256::from_be(input.subspan(kPointSize, kScalarSize));
            terms.emplace_back(Point(*point), scalar.limbs());
        }
        return encode_point(sum_of_multiples(terms));
    }
};

using Group1 = Group<Fp, kFieldSize>;
using Group2 = Group<Fp2, 2 * kFieldSize>;

}  // namespace

std::optional<G1Bytes> g1_add(std::span<const std::uint8_t, 256> input) noexcept
{
    return Group1::add(input);
}

std::optional<G2Bytes> g2_add(std::span<const std::uint8_t, 512> input) noexcept
{
    return Group2::add(input);
}

std::optional<G1Bytes> g1_msm(bytes_view input)
{
    return Group1::msm(input);
}

std::optional<G2Bytes> g2_msm(bytes_view input)
{
    return Group2::msm(input);
}

std::optional<bool> pairing_check(bytes_view input)
{
    if (input.empty() || input.size() % kPairingPairSize != 0) return std::nullopt;
    std::vector<Pair> pairs;
    for (; !input.empty(); input = input.subspan(kPairingPairSize)) {
        const auto p = Group1::decode_member(input.first<Group1::kPointSize>());
        if (!p) return std::nullopt;
        const auto q =
            Group2::decode_member(input.subspan<Group1::kPointSize, Group2::kPointSize>());
        if (!q) return std::nullopt;
        // The pairing with infinity is one.
        if (!p->is_infinity && !q->is_infinity) pairs.emplace_back(*p, *q);
    }
    return product_is_one(pairs);
}

std::optional<G1Bytes> map_fp_to_g1(std::span<const std::uint8_t, 64> input) noexcept
{
    Fp element;
    if (!decode(element, input)) return std::nullopt;
    return Group1::encode_point(map_to_g1(element));
}

std::optional<G2Bytes> map_fp2_to_g2(std::span<const std::uint8_t, 128> input) noexcept
{
    Fp2 element;
    if (!decode(element, input)) return std::nullopt;
    return Group2::encode_point(map_to_g2(element));
}

}  // namespace archi::crypto::bls12_381
