#include "crypto/kzg.hpp"

#include "base/sha256.hpp"
#include "crypto/bls12_381_curve.hpp"

namespace archi::crypto {

namespace {

using bls12_381::Fp;
using bls12_381::G1;
using bls12_381::Pair;
using Point1 = AffinePoint<Fp>;
using Point2 = AffinePoint<bls12_381::Fp2>;

/// The order of the groups, which blobs have as their field.
struct Order {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0xffffffff00000001, 0x53bda402fffe5bfe, 0x3339d80809a1d805, 0x73eda753299d7d48};
};
using Scalar = PrimeField<Order>;

constexpr std::uint8_t kVersionKzg = 0x01;  // VERSIONED_HASH_VERSION_KZG

constexpr Point1 kGenerator1 = {
    Fp::from_words({0xfb3af00adb22c6bb, 0x6c55e83ff97a1aef, 0xa14e3a3f171bac58, 0xc3688c4f9774b905,
                    0x2695638c4fa9ac0f, 0x17f1d3a73197d794}),
    Fp::from_words({0x0caa232946c5e7e1, 0xd03cc744a2888ae4, 0x00db18cb2c04b3ed, 0xfcf5e095d5d00af6,
                    0xa09e30ed741d8ae4, 0x08b3f481e3aaa0f1}),
    false};

constexpr Point2 kGenerator2 = {
    {Fp::from_words({0xd48056c8c121bdb8, 0x0bac0326a805bbef, 0xb4510b647ae3d177, 0xc6e47ad4fa403b02,
                     0x260805272dc51051, 0x024aa2b2f08f0a91}),
     Fp::from_words({0xe5ac7d055d042b7e, 0x334cf11213945d57, 0xb5da61bbdc7f5049, 0x596bd0d09920b61a,
                     0x7dacd3a088274f65, 0x13e02b6052719f60})},
    {Fp::from_words({0xe193548608b82801, 0x923ac9cc3baca289, 0x6d429a695160d12c, 0xadfd9baa8cbdd3a7,
                     0x8cc9cdc6da2e351a, 0x0ce5d527727d6e11}),
     Fp::from_words({0xaaa9075ff05f79be, 0x3f370d275cec1da1, 0x267492ab572e99ab, 0xcb3e287e85a763af,
                     0x32acd2b02bc28b99, 0x0606c4a02ea734cc})},
    false};

/// tau times the generator of G2, from the trusted setup of Ethereum's ceremony (consensus-specs,
/// trusted_setup_4096, g2_monomial[1]).
constexpr Point2 kTau = {
    {Fp::from_words({0xc98edada20c1def2, 0x087041de621000ed, 0xa36851477ba4c60b, 0x3926c911cceceac9,
                     0x734429b7b38608e2, 0x185cbfee53492714}),
     Fp::from_words({0xafaaab24f3499f72, 0x2914e5870cb452d2, 0x1009a2ce615ac53d, 0x26187075cbfbefa8,
                     0x843bc287230af389, 0x15bfd7dd8cdeb128})},
    {Fp::from_words({0xee689bfbbb832a99, 0x4ce26d105941f383, 0xe82451a496a9c979, 0x131569490e28de18,
                     0xd7d5ee8599d1fca2, 0x014353bdb96b626d}),
     Fp::from_words({0x23048ef30d0a154f, 0x9495346f3d7ac9cd, 0xda5ed1ba9bfa0789, 0xef79de09fc63671f,
                     0x03432fcae0181b4b, 0x1666c54b0a325295})},
    false};

/// A compressed point of the subgroup: x with three flags in its highest bits (compressed,
/// infinity, y is the larger of y and -y).
std::optional<Point1> decompress(std::span<const std::uint8_t, Fp::kBytes> bytes)
{
    constexpr unsigned kCompressed = 0x80;
    constexpr unsigned kInfinity = 0x40;
    constexpr unsigned kLarger = 0x20;
    std::array<std::uint8_t, Fp::kBytes> x_bytes{};
    std::ranges::copy(bytes, x_bytes.begin());
    const unsigned flags = x_bytes[0] & (kCompressed | kInfinity | kLarger);
    x_bytes[0] &= 0x1f;
    const auto x = Fp::from_bytes(x_bytes);
    if ((flags & kCompressed) == 0 || !x) return std::nullopt;
    if ((flags & kInfinity) != 0) {
        if ((flags & kLarger) != 0 || !x->is_zero()) return std::nullopt;
        return Point1::infinity();
    }
    const auto y = (x->square() * *x + bls12_381::kB).square_root();
    if (!y) return std::nullopt;
    const auto is_larger = less((-*y).number(), y->number());
    const Point1 point{*x, is_larger == ((flags & kLarger) != 0) ? *y : -*y, false};
    if (!bls12_381::is_in_subgroup(point)) return std::nullopt;
    return point;
}

}  // namespace

bool verify_point_evaluation(std::span<const std::uint8_t, kPointEvaluationSize> input)
{
    const auto commitment_bytes = input.subspan<96, Fp::kBytes>();
    auto versioned_hash = sha256(commitment_bytes);
    versioned_hash[0] = kVersionKzg;
    if (!std::ranges::equal(versioned_hash, input.first<32>())) return false;

    const auto z = Scalar::from_bytes(input.subspan<32, 32>());
    const auto y = Scalar::from_bytes(input.subspan<64, 32>());
    const auto commitment = decompress(commitment_bytes);
    const auto proof = decompress(input.last<Fp::kBytes>());
    if (!z || !y || !commitment || !proof) return false;

    // p(X) - y = q(X) * (X - z) for the proof's q: e(C - y * G1 + z * proof, G2) = e(proof, tau *
    // G2).
    const auto left =
        multiply(G1(kGenerator1), (-*y).number()) + multiply(G1(*proof), z->number()) + *commitment;
    std::vector<Pair> pairs;
    if (!left.is_infinity()) pairs.emplace_back(left.affine(), -kGenerator2);
    if (!proof->is_infinity) pairs.emplace_back(*proof, kTau);
    return bls12_381::product_is_one(pairs);
}

}  // namespace archi::crypto
