#include "base/u256.hpp"

#include "base/u256_functions.hpp"
#include "slow_numbers.hpp"

namespace archi {

using cases::edgy_word;
using cases::SlowNumber;

namespace {

constexpr int kRounds = 300;
constexpr u256 kMinusOne = u256::max();
constexpr u256 kLeast = u256::power_of_two(255);  // -2^255

// Usable in constant expressions: a few identities settled by the compiler.
static_assert(u256{7} * 6 == 42 && u256{43} / 6 == 7 && u256{43} % 6 == 1);
static_assert(mul_mod(kMinusOne, kMinusOne, 1000) == 225);
static_assert(kMinusOne + 1 == 0 && -u256{1} == kMinusOne);

}  // namespace

CASE(u256, adds_subtracts_and_multiplies_like_the_slow_model)
{
    for (int i = 0; i < kRounds; ++i) {
        const auto a = edgy_word(context);
        const auto b = edgy_word(context);
        const SlowNumber x(a);
        const SlowNumber y(b);
        CHECK(a + b == slow_add(x, y).low());
        CHECK(a - b == slow_subtract(x, y).low());
        CHECK(a * b == slow_multiply(x, y).low());
        CHECK((a < b) == slow_less(x, y));
        CHECK((a == b) == (x == y));
    }
}

CASE(u256, quotient_and_remainder_recompose)
{
    for (int i = 0; i < kRounds; ++i) {
        const auto a = edgy_word(context);
        const auto b = edgy_word(context);
        if (b.is_zero()) continue;
        const auto [quotient, remainder] = div_mod(a, b);
        CHECK(remainder < b);
        CHECK(slow_add(slow_multiply(SlowNumber(quotient), SlowNumber(b)), SlowNumber(remainder)) ==
              SlowNumber(a));
        CHECK(a / b == quotient);
        CHECK(a % b == remainder);
    }
}

CASE(u256, multiplies_modulo_by_the_full_product)
{
    for (int i = 0; i < kRounds / 10; ++i) {
        const auto a = edgy_word(context);
        const auto b = edgy_word(context);
        const auto modulus = edgy_word(context);
        if (modulus.is_zero()) continue;
        // Doubling and adding over the bits of b, each sum reduced by the slow model.
        SlowNumber expected;
        const SlowNumber m(modulus);
        const SlowNumber addend(a % modulus);
        for (unsigned bit = 256; bit-- > 0;) {
            expected = slow_add(expected, expected);
            if (!slow_less(expected, m)) expected = slow_subtract(expected, m);
            if (!b.bit(bit)) continue;
            expected = slow_add(expected, addend);
            if (!slow_less(expected, m)) expected = slow_subtract(expected, m);
        }
        CHECK(mul_mod(a, b, modulus) == expected.low());
    }
}

CASE(u256, adds_modulo_with_the_carry)
{
    for (int i = 0; i < kRounds; ++i) {
        const auto a = edgy_word(context);
        const auto b = edgy_word(context);
        const auto modulus = edgy_word(context);
        if (modulus.is_zero()) continue;
        auto sum = slow_add(SlowNumber(a % modulus), SlowNumber(b % modulus));
        if (!slow_less(sum, SlowNumber(modulus))) sum = slow_subtract(sum, SlowNumber(modulus));
        CHECK(add_mod(a, b, modulus) == sum.low());
    }
    CHECK(add_mod(kMinusOne, kMinusOne, kMinusOne) == 0);
    CHECK(add_mod(kMinusOne, 2, 10) == 7);
}

CASE(u256, division_by_zero_is_zero_as_in_the_evm)
{
    const auto a = edgy_word(context);
    CHECK(a / 0 == 0);
    CHECK(a % 0 == 0);
    CHECK(signed_div(a, 0) == 0);
    CHECK(signed_mod(a, 0) == 0);
    CHECK(add_mod(a, a, 0) == 0);
    CHECK(mul_mod(a, a, 0) == 0);
}

CASE(u256, shifts_move_every_bit)
{
    for (int i = 0; i < kRounds / 10; ++i) {
        const auto a = edgy_word(context);
        const auto shift = static_cast<unsigned>(context.random() % 256);
        const auto left = a << shift;
        const auto right = a >> shift;
        for (unsigned bit = 0; bit < 256; ++bit) {
            CHECK(left.bit(bit) == (bit >= shift && a.bit(bit - shift)));
            CHECK(right.bit(bit) == a.bit(bit + shift));
        }
    }
    CHECK((kMinusOne << 256) == 0);
    CHECK((kMinusOne >> 256) == 0);
    CHECK((kMinusOne << u256::power_of_two(64)) == 0);
    CHECK((kMinusOne >> u256::power_of_two(64)) == 0);
}

CASE(u256, bitwise_operators_act_bit_by_bit)
{
    const auto a = edgy_word(context);
    const auto b = edgy_word(context);
    for (unsigned bit = 0; bit < 256; ++bit) {
        CHECK((a & b).bit(bit) == (a.bit(bit) && b.bit(bit)));
        CHECK((a | b).bit(bit) == (a.bit(bit) || b.bit(bit)));
        CHECK((a ^ b).bit(bit) == (a.bit(bit) != b.bit(bit)));
        CHECK((~a).bit(bit) != a.bit(bit));
    }
}

CASE(u256, signed_division_rounds_towards_zero)
{
    const auto minus = [](std::uint64_t x) { return -u256{x}; };
    CHECK(signed_div(7, 2) == 3);
    CHECK(signed_div(minus(7), 2) == minus(3));
    CHECK(signed_div(7, minus(2)) == minus(3));
    CHECK(signed_div(minus(7), minus(2)) == 3);
    CHECK(signed_mod(7, minus(2)) == 1);
    CHECK(signed_mod(minus(7), 2) == minus(1));
    CHECK(signed_div(kLeast, kMinusOne) == kLeast);
    CHECK(signed_mod(kLeast, kMinusOne) == 0);
}

CASE(u256, compares_as_signed_numbers)
{
    CHECK(signed_less(kMinusOne, 0));
    CHECK(signed_less(kLeast, kMinusOne));
    CHECK(signed_less(kLeast, kLeast - 1));
    CHECK(!signed_less(0, kMinusOne));
    CHECK(signed_less(1, 2));
    CHECK(!signed_less(2, 2));
}

CASE(u256, arithmetic_shift_keeps_the_sign)
{
    CHECK(arithmetic_shift_right(kLeast, 255) == kMinusOne);
    CHECK(arithmetic_shift_right(kLeast, 256) == kMinusOne);
    CHECK(arithmetic_shift_right(kLeast, kMinusOne) == kMinusOne);
    CHECK(arithmetic_shift_right(kLeast - 1, 256) == 0);
    CHECK(arithmetic_shift_right(-u256{16}, 2) == -u256{4});
    CHECK(arithmetic_shift_right(16, 2) == 4);
    CHECK(arithmetic_shift_right(kMinusOne, 0) == kMinusOne);
}

CASE(u256, sign_extends_from_every_byte)
{
    for (std::uint64_t index = 0; index < 34; ++index) {
        const auto x = edgy_word(context);
        const auto extended = sign_extend(index, x);
        for (unsigned bit = 0; bit < 256; ++bit) {
            const auto source = index < 31 ? std::min<unsigned>(bit, 8 * index + 7) : bit;
            CHECK(extended.bit(bit) == x.bit(source));
        }
    }
    CHECK(sign_extend(kMinusOne, 0x80) == 0x80);
}

CASE(u256, picks_bytes_from_the_most_significant)
{
    const auto x = edgy_word(context);
    const auto bytes = x.to_be();
    for (std::uint64_t i = 0; i < 32; ++i)
        CHECK(byte(i, x) == bytes[i]);
    CHECK(byte(32, kMinusOne) == 0);
    CHECK(byte(kMinusOne, kMinusOne) == 0);
}

CASE(u256, powers_wrap_around)
{
    CHECK(exp(0, 0) == 1);
    CHECK(exp(2, 255) == kLeast);
    CHECK(exp(2, 256) == 0);
    CHECK(exp(3, 5) == 243);
    const auto base = edgy_word(context);
    const auto exponent = context.random() % 200;
    u256 expected = 1;
    for (std::uint64_t i = 0; i < exponent; ++i)
        expected = slow_multiply(SlowNumber(expected), SlowNumber(base)).low();
    CHECK(exp(base, exponent) == expected);
    CHECK(exp(kMinusOne, kMinusOne) == kMinusOne);
}

CASE(u256, counts_leading_zeros)
{
    CHECK(count_leading_zeros(0) == 256);
    CHECK(count_leading_zeros(1) == 255);
    CHECK(count_leading_zeros(kMinusOne) == 0);
    for (unsigned bit = 0; bit < 256; ++bit) {
        CHECK(u256::power_of_two(bit).bit_length() == bit + 1);
        CHECK((u256::power_of_two(bit) - 1).bit_length() == bit);
    }
}

CASE(u256, big_endian_bytes_come_back)
{
    for (int i = 0; i < kRounds / 10; ++i) {
        const auto x = edgy_word(context);
        CHECK(u256::from_be(x.to_be()) == x);
        const auto size = (x.bit_length() + 7) / 8;
        CHECK(u256::from_be(bytes_view(x.to_be().bytes).last(size)) == x);
    }
    const std::uint8_t three[] = {1, 2, 3};
    CHECK(u256::from_be(three) == 0x010203);
    CHECK(u256::from_be({}) == 0);
    const auto address = u256::max().to_address();
    CHECK(u256::from_be(address) == u256::power_of_two(160) - 1);
}

CASE(u256, decimal_text_comes_back)
{
    for (int i = 0; i < 20; ++i) {
        const auto x = edgy_word(context);
        CHECK(u256::from_decimal(x.to_decimal()) == x);
    }
    CHECK(u256{}.to_decimal() == "0");
    CHECK(u256{10'000'000'000'000'000'000U}.to_decimal() == "10000000000000000000");
    CHECK(kMinusOne.to_decimal() ==
          "115792089237316195423570985008687907853269984665640564039457584007913129639935");
}

CASE(u256, decimal_text_that_is_no_word_is_refused)
{
    CHECK(!u256::from_decimal(""));
    CHECK(!u256::from_decimal("-1"));
    CHECK(!u256::from_decimal("1x"));
    CHECK(!u256::from_decimal(
        "115792089237316195423570985008687907853269984665640564039457584007913129639936"));
    CHECK(u256::from_decimal("007") == u256{7});
}

}  // namespace archi
