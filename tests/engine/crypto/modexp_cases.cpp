#include "crypto/modexp.hpp"

#include "base/hex.hpp"
#include "cases/case.hpp"
#include "crypto/modexp_any.hpp"

namespace archi::crypto {

namespace {

std::string power(std::string_view base, std::string_view exponent, std::string_view modulus)
{
    return hex::encode_plain(modexp(*hex::decode_lenient(base), *hex::decode_lenient(exponent),
                                    *hex::decode_lenient(modulus)));
}

Bytes random_bytes(cases::Context& context, std::size_t most)
{
    Bytes bytes(context.random() % (most + 1));
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(context.random());
    return bytes;
}

/// base ^ exponent modulo a number below 2^32, bit by bit.
std::uint64_t small_power(bytes_view base, bytes_view exponent, std::uint64_t modulus)
{
    std::uint64_t reduced = 0;
    for (const auto byte : base)
        reduced = (reduced * 256 + byte) % modulus;
    std::uint64_t result = 1 % modulus;
    for (const auto byte : exponent)
        for (unsigned i = 8; i-- > 0;) {
            result = result * result % modulus;
            if (((byte >> i) & 1) != 0) result = result * reduced % modulus;
        }
    return result;
}

}  // namespace

// EIP-198: 3^(p-1) mod p = 1 and 0^(p-1) mod p = 0 for the prime p of secp256k1.
CASE(modexp, gives_the_examples_of_eip_198)
{
    const auto p = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f";
    const auto p_minus_one = "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2e";
    CHECK(power("03", p_minus_one, p) == std::string(63, '0') + "1");
    CHECK(power("", p_minus_one, p) == std::string(64, '0'));
    CHECK(power("03", "ffff", "8000000000000000000000000000000000000000000000000000000000000000") ==
          "3b01b01ac41f2d6e917c6d6a221ce793802469026d9ab7578fa2e79e4da6aaab");
}

CASE(modexp, operands_without_bytes_are_zero)
{
    CHECK(power("", "", "").empty());
    CHECK(power("05", "03", "").empty());
    CHECK(power("", "", "05") == "01");
    CHECK(power("07", "", "05") == "01");
    CHECK(power("", "07", "05") == "00");
}

CASE(modexp, a_modulus_of_zero_or_one_gives_zero)
{
    CHECK(power("05", "03", "0000") == "0000");
    CHECK(power("05", "03", "0001") == "0000");
    CHECK(power("05", "00", "01") == "00");
    CHECK(power("", "", "0001") == "0000");
}

CASE(modexp, the_result_is_as_long_as_the_modulus)
{
    CHECK(power("02", "0a", "00000000000000000000000fff") == "00000000000000000000000400");
    CHECK(power("000000000000000000000002", "0000000000000000000a", "1000") == "0400");
}

CASE(modexp, even_moduli_are_exact)
{
    CHECK(power("03", "05", "0100") == "00f3");
    CHECK(power("03", "05", "0a") == "03");
    CHECK(power("02", "08", "0100") == "0000");
    CHECK(power("ff", "02", "010000") == "00fe01");
    CHECK(power("06", "03", "000c") == "0000");
}

CASE(modexp, agrees_with_bitwise_powers_for_small_moduli)
{
    for (int i = 0; i < 60; ++i) {
        const auto base = random_bytes(context, 40);
        const auto exponent = random_bytes(context, 20);
        const auto modulus = (context.random() >> (32 + context.random() % 31)) + 1;
        Bytes modulus_bytes(context.random() % 9);
        append_be(modulus_bytes, modulus, 8);
        const auto result = modexp(base, exponent, modulus_bytes);
        CHECK(load_be(bytes_view(result).last(8)) == small_power(base, exponent, modulus));
    }
}

CASE(modexp, exponents_add_up_whatever_the_modulus)
{
    // b^(2x) = (b^x)^2
    for (int i = 0; i < 20; ++i) {
        const auto base = random_bytes(context, 100);
        auto exponent = random_bytes(context, 12);
        const auto modulus = random_bytes(context, 90);
        const auto once = modexp(base, exponent, modulus);
        const Bytes two = {2};
        Bytes doubled = {0};
        append(doubled, exponent);
        for (std::size_t j = 0; j < doubled.size(); ++j) {
            const unsigned below = j + 1 < doubled.size() ? doubled[j + 1] >> 7 : 0;
            doubled[j] = static_cast<std::uint8_t>((doubled[j] << 1) | below);
        }
        CHECK(modexp(base, doubled, modulus) == modexp(once, two, modulus));
    }
}

CASE(modexp, words_of_32_bits_give_the_same)
{
    for (int i = 0; i < 20; ++i) {
        const auto base = random_bytes(context, 70);
        const auto exponent = random_bytes(context, 12);
        auto modulus = random_bytes(context, 70);
        if (!modulus.empty() && context.random() % 2 == 0) modulus.back() = 0;
        CHECK(modexp(base, exponent, modulus) ==
              modexp_any<std::uint32_t>(base, exponent, modulus));
    }
}

}  // namespace archi::crypto
