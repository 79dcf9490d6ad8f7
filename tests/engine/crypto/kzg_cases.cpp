#include "crypto/kzg.hpp"

#include <string>

#include "base/hex.hpp"
#include "base/sha256.hpp"
#include "cases/case.hpp"

namespace archi::crypto {

namespace {

// A point evaluation of Ethereum's main net, as in execution-spec-tests.
const std::string kInput =
    "018156b94fe9735e573bab36dad05d60feb720d424ccd20aaf719343c31e4246"
    "019123bcb9d06356701f7be08b4494625b87a7b02edc566126fb81f6306e915f"
    "6c2eb1e94c2532935b8465351ba1bd88eabe2b3fa1aadff7d1cd816e8315bd38"
    "a9546d41993e10df2a7429b8490394ea9ee62807bae6f326d1044a51581306f5"
    "8d4b9dfd5931e044688855280ff3799e"
    "a2ea83d9391e0ee42e0c650acc7a1f842a7d385189485ddb4fd54ade3d9fd50d"
    "608167dca6c776aad4b8ad5c20691bfe";

constexpr std::size_t kZ = 32;
constexpr std::size_t kY = 64;
constexpr std::size_t kCommitment = 96;
constexpr std::size_t kProof = 144;

bool verifies(const Bytes& input)
{
    return verify_point_evaluation(bytes_view(input).first<kPointEvaluationSize>());
}

/// With the versioned hash that belongs to the commitment.
Bytes rehashed(Bytes input)
{
    const auto hash = sha256(bytes_view(input).subspan(kCommitment, 48));
    std::copy(hash.begin(), hash.end(), input.begin());
    input[0] = 0x01;
    return input;
}

/// The zero polynomial: commitment and proof at infinity, y = 0.
Bytes zero_polynomial()
{
    Bytes input(kPointEvaluationSize);
    input[kZ + 31] = 7;
    input[kCommitment] = 0xc0;
    input[kProof] = 0xc0;
    return rehashed(input);
}

}  // namespace

CASE(kzg, an_opening_verifies)
{
    CHECK(verifies(*hex::decode_lenient(kInput)));
    CHECK(verifies(zero_polynomial()));
}

CASE(kzg, another_hash_point_value_or_proof_is_refused)
{
    const auto input = *hex::decode_lenient(kInput);
    for (const auto offset :
         {std::size_t{0}, std::size_t{1}, kZ + 31, kY + 31, kCommitment + 47, kProof + 47}) {
        auto changed = input;
        changed[offset] ^= 1;
        CHECK(!verifies(changed));
    }
    auto negated_proof = input;
    negated_proof[kProof] ^= 0x20;
    CHECK(!verifies(negated_proof));
    auto negated_commitment = input;
    negated_commitment[kCommitment] ^= 0x20;
    CHECK(!verifies(rehashed(negated_commitment)));
    auto other_value = zero_polynomial();
    other_value[kY + 31] = 1;
    CHECK(!verifies(other_value));
}

CASE(kzg, malformed_points_and_numbers_are_refused)
{
    const auto good = zero_polynomial();
    const auto order =
        *hex::decode_lenient("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");
    for (const auto offset : {kZ, kY}) {
        auto bad = good;
        std::copy(order.begin(), order.end(), bad.begin() + static_cast<std::ptrdiff_t>(offset));
        CHECK(!verifies(bad));
    }
    // Not compressed; infinity with a sign; infinity with an x; x = 0 (on the curve, of order 3).
    for (const auto first : {0x40, 0xe0, 0x80}) {
        auto bad = good;
        bad[kProof] = static_cast<std::uint8_t>(first);
        CHECK(!verifies(bad));
        bad = good;
        bad[kCommitment] = static_cast<std::uint8_t>(first);
        CHECK(!verifies(rehashed(bad)));
    }
    auto with_x = good;
    with_x[kProof + 47] = 1;
    CHECK(!verifies(with_x));
    auto large_x = good;
    std::fill_n(large_x.begin() + static_cast<std::ptrdiff_t>(kProof), 48, 0xff);
    large_x[kProof] = 0x9f;
    CHECK(!verifies(large_x));
}

}  // namespace archi::crypto
