#include "cases/case.hpp"
#include "engine/base/slow_numbers.hpp"
#include "evm/modular_multiplier.hpp"

namespace archi::evm {

using cases::edgy_word;
using cases::SlowNumber;

namespace {

/// By doubling and adding over the bits of b, each sum reduced in the slow model.
u256 slow_product(const u256& a, const u256& b, const u256& modulus)
{
    SlowNumber sum;
    const SlowNumber m(modulus);
    const auto add = [&](const SlowNumber& addend) {
        sum = slow_add(sum, addend);
        if (!slow_less(sum, m)) sum = slow_subtract(sum, m);
    };
    for (unsigned bit = 256; bit-- > 0;) {
        add(sum);
        if (b.bit(bit)) add(SlowNumber(a % modulus));
    }
    return sum.low();
}

/// What contracts use again and again, the edges of what has a reciprocal, and anything.
std::vector<u256> moduli(cases::Context& context)
{
    const auto power = [](unsigned exponent) { return u256::power_of_two(exponent); };
    std::vector<u256> list{
        0, 1, 2, 3, 1'000'000'000'000'000'000U, u256::max(), u256::max() - 1, power(255),
        power(255) - 19, power(255) + 1, power(192) - 1, power(192), power(192) + 1, power(224) - 1,
        power(224), power(224) + 1, power(128),
        // secp256k1's p, BN254's p
        u256::max() - (power(32) + 976),
        u256(0x30644e72e131a029, 0xb85045b68181585d, 0x97816a916871ca8d, 0x3c208c16d87cfd47)};
    for (int i = 0; i < 6; ++i)
        list.push_back(edgy_word(context));
    return list;
}

}  // namespace

CASE(evm, multiplies_by_a_modulus_that_repeats_as_by_a_new_one)
{
    for (const auto& modulus : moduli(context)) {
        ModularMultiplier multiply;
        for (int again = 0; again < 60; ++again) {
            const auto a = edgy_word(context);
            const auto b = again % 3 == 0 ? modulus - again / 3 : edgy_word(context);
            CHECK(multiply(a, b, modulus) == mul_mod(a, b, modulus));
        }
    }
}

CASE(evm, multiplies_by_a_modulus_that_repeats_as_the_slow_model_does)
{
    for (const auto& modulus : moduli(context)) {
        if (modulus.is_zero()) continue;
        ModularMultiplier multiply;
        for (int again = 0; again < 4; ++again) {
            const auto a = edgy_word(context);
            const auto b = edgy_word(context);
            CHECK(multiply(a, b, modulus) == slow_product(a, b, modulus));
        }
    }
}

CASE(evm, multiplies_by_moduli_in_any_order)
{
    const auto list = moduli(context);
    ModularMultiplier multiply;
    for (int i = 0; i < 2000; ++i) {
        const auto& modulus = list[context.random() % list.size()];
        const auto a = edgy_word(context);
        const auto b = edgy_word(context);
        for (auto times = context.random() % 4; times > 0; --times)
            CHECK(multiply(a, b, modulus) == mul_mod(a, b, modulus));
    }
}

}  // namespace archi::evm
