// Both widths of limbs are tested on every machine that has them: the guest's 32-bit path on the
// host too.

#include "base/limbs_barrett.hpp"
#include "cases/case.hpp"

namespace archi::limbs {

namespace {

constexpr int kRounds = 2000;

template <typename Limb, std::size_t N>
std::array<Limb, N> edgy_row(cases::Context& context)
{
    std::array<Limb, N> row{};
    const auto used = context.random() % (N + 1);
    for (std::size_t i = 0; i < used; ++i) {
        switch (context.random() % 4) {
            case 0:
                row[i] = 0;
                break;
            case 1:
                row[i] = static_cast<Limb>(~Limb{0});
                break;
            case 2:
                row[i] = static_cast<Limb>(Limb{1} << (context.random() % kBits<Limb>));
                break;
            default:
                row[i] = static_cast<Limb>(context.random());
        }
    }
    return row;
}

template <typename Limb>
void check_division(cases::Context& context)
{
    for (int i = 0; i < kRounds; ++i) {
        const auto numerator = edgy_row<Limb, 8>(context);
        const auto divisor = edgy_row<Limb, 4>(context);
        if (significant(divisor) == 0) continue;
        const auto [quotient, remainder] = divide(numerator, divisor);

        std::array<Limb, 8> wide{};
        std::copy(divisor.begin(), divisor.end(), wide.begin());
        auto recomposed = multiply_full(quotient, wide);
        Limb carry = 0;
        for (std::size_t j = 0; j < recomposed.size(); ++j)
            recomposed[j] = add_with_carry<Limb>(recomposed[j], j < 4 ? remainder[j] : 0, carry);
        CHECK(std::equal(numerator.begin(), numerator.end(), recomposed.begin()));
        CHECK(significant(recomposed) <= 8 && carry == 0);

        Limb borrow = 0;
        for (std::size_t j = 0; j < 4; ++j)
            static_cast<void>(subtract_with_borrow(remainder[j], divisor[j], borrow));
        CHECK(borrow == 1);  // remainder < divisor
    }
}

/// inverse = ⌊(B² - 1) / d⌋ - B means: (B + inverse) · d <= B² - 1 < (B + inverse + 1) · d.
template <typename Limb>
void check_reciprocal(cases::Context& context, Limb divisor)
{
    const auto inverse = reciprocal(divisor);
    const auto product = static_cast<Double<Limb>>(inverse) * divisor;
    const auto below = static_cast<Double<Limb>>(product + join<Limb>(divisor, 0));
    CHECK(below >= product);
    CHECK(static_cast<Double<Limb>>(below + divisor) < divisor);
}

template <typename Limb>
void check_reciprocals(cases::Context& context)
{
    constexpr auto kTop = static_cast<Limb>(Limb{1} << (kBits<Limb> - 1));
    for (Limb i = 0; i < 300; ++i) {
        check_reciprocal<Limb>(context, kTop + i);
        check_reciprocal<Limb>(context, static_cast<Limb>(~i));
    }
    for (int i = 0; i < kRounds; ++i)
        check_reciprocal<Limb>(context, static_cast<Limb>(context.random()) | kTop);
}

/// Reduces any numbers, and those next to a multiple of the modulus, as the division does.
template <typename Limb>
void check_reductions(cases::Context& context)
{
    constexpr std::size_t kLimbs = 4;
    const auto check = [&](const Barrett<Limb, kLimbs>& reduction,
                           const std::array<Limb, kLimbs>& modulus,
                           const std::array<Limb, 2 * kLimbs>& number) {
        CHECK(reduction.reduce(number) == divide(number, modulus).remainder);
    };
    int served = 0;
    for (int i = 0; i < kRounds; ++i) {
        auto modulus = edgy_row<Limb, kLimbs>(context);
        if (i % 2 == 0) modulus[kLimbs - 1] |= Limb{1} << (context.random() % kBits<Limb>);
        if (!Barrett<Limb, kLimbs>::serves(modulus)) continue;
        ++served;
        const Barrett<Limb, kLimbs> reduction(modulus);
        check(reduction, modulus, edgy_row<Limb, 2 * kLimbs>(context));
        auto multiple = multiply_full(edgy_row<Limb, kLimbs>(context), modulus);
        check(reduction, modulus, multiple);
        Limb borrow = 1;
        for (auto& limb : multiple)
            limb = subtract_with_borrow<Limb>(limb, 0, borrow);
        check(reduction, modulus, multiple);
    }
    CHECK(served >= kRounds / 2 - 10);
}

template <typename Limb>
void check_served_moduli(cases::Context& context)
{
    using Row = std::array<Limb, 4>;
    const auto serves = [](const Row& row) { return Barrett<Limb, 4>::serves(row); };
    constexpr auto kAllOnes = static_cast<Limb>(~Limb{0});
    CHECK(!serves(Row{}));
    CHECK(!serves(Row{kAllOnes, kAllOnes, kAllOnes, 0}));
    CHECK(!serves(Row{0, 0, 0, 1}));
    CHECK(serves(Row{1, 0, 0, 1}) && serves(Row{0, 0, 0, 2}));
}

}  // namespace

CASE(limbs, barrett_reduces_rows_of_32_bit_limbs_as_division_does)
{
    check_reductions<std::uint32_t>(context);
    check_served_moduli<std::uint32_t>(context);
}

CASE(limbs, division_by_32_bit_limbs_recomposes)
{
    check_division<std::uint32_t>(context);
}

CASE(limbs, reciprocals_of_32_bits_are_exact)
{
    check_reciprocals<std::uint32_t>(context);
}

CASE(limbs, products_of_32_bit_limbs_match_known_digits)
{
    const std::array<std::uint32_t, 2> a = {0xffffffff, 0xffffffff};
    const std::array<std::uint32_t, 4> full = {1, 0, 0xfffffffe, 0xffffffff};
    CHECK(multiply_full(a, a) == full);
    CHECK(multiply_low(a, a) == (std::array<std::uint32_t, 2>{1, 0}));
}

#ifdef __SIZEOF_INT128__
CASE(limbs, barrett_reduces_rows_of_64_bit_limbs_as_division_does)
{
    check_reductions<std::uint64_t>(context);
    check_served_moduli<std::uint64_t>(context);
}

CASE(limbs, division_by_64_bit_limbs_recomposes)
{
    check_division<std::uint64_t>(context);
}

CASE(limbs, reciprocals_of_64_bits_are_exact)
{
    check_reciprocals<std::uint64_t>(context);
}
#endif

}  // namespace archi::limbs
