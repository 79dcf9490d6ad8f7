// The arithmetic that parameter sets are judged with: it rounds against the claim.

#include "cases/case.hpp"
#include "iop/soundness/protocol.hpp"

using namespace archi;
using namespace archi::iop;
using archi::iop::soundness::Bits;
using archi::iop::soundness::Interval;
using archi::iop::soundness::Magnitude;

namespace {

bool contains(const Interval& interval, const Magnitude& exact)
{
    return interval.low <= exact && exact <= interval.high;
}

/// The mantissas differ by `most` units at most.
bool is_narrow(const Interval& interval, std::uint64_t most)
{
    if (interval.low.exponent != interval.high.exponent) return true;  // across a power of two
    return interval.high.mantissa - interval.low.mantissa <= most;
}

}  // namespace

CASE(soundness, intervals_contain_exact_results)
{
    for (int i = 0; i < 300; ++i) {
        const auto a = context.random() >> (33 + context.random() % 30);
        const auto b = 1 + (context.random() >> (33 + context.random() % 30));
        const Interval one_of(a);
        const Interval other(b);
        CHECK(contains(one_of + other, Magnitude(a + b)));
        CHECK(contains(one_of * other, Magnitude(a * b)));
        if (a >= b) CHECK(contains(one_of - other, Magnitude(a - b)));
        const auto ratio = one_of / other;
        CHECK((ratio * other).low <= Magnitude(a) && Magnitude(a) <= (ratio * other).high);
        CHECK(is_narrow(ratio, 1));
    }
}

CASE(soundness, intervals_stay_valid_and_narrow_for_full_mantissas)
{
    for (int i = 0; i < 200; ++i) {
        const Magnitude a(context.random() | Magnitude::kTop,
                          static_cast<int>(context.random() % 90));
        const Magnitude b(context.random() | Magnitude::kTop,
                          static_cast<int>(context.random() % 90));
        const Interval x(a, a);
        const Interval y(b, b);
        CHECK(contains((x + y) - y, a));
        CHECK(contains((x * y) / y, a));
        CHECK(contains((x / y) * y, a));
        CHECK(is_narrow(x + y, 1) && is_narrow(x * y, 1) && is_narrow(x / y, 1));
        CHECK(((x + y) - x).low <= b && b <= ((x + y) - x).high);
        if (a > b) {
            CHECK(contains((x - y) + y, a));
            CHECK(is_narrow(x - y, 1));
        }
        CHECK(is_narrow(x.power(5), 20));
        CHECK((x * x * x * x * x).low <= x.power(5).high);
    }
}

CASE(soundness, rounding_goes_against_the_claim)
{
    const auto third = Interval(1) / Interval(3);
    CHECK(third.low < third.high);
    CHECK((third + third + third).low < Magnitude(1));
    CHECK((third + third + third).high > Magnitude(1));
    // A sum that loses the smaller part altogether still grows in its upper bound.
    const auto tiny = Interval(1) + Interval::power_of_two(-200);
    CHECK(tiny.low == Magnitude(1) && tiny.high > Magnitude(1));
    const auto less = Interval(1) - Interval::power_of_two(-200);
    CHECK(less.low < Magnitude(1) && less.high == Magnitude(1));
}

CASE(soundness, logarithms_bound_from_both_sides)
{
    CHECK(Interval::power_of_two(-100).bits() == Bits::whole(100));
    CHECK(Interval(1).bits() == Bits::whole(0));
    // log2(3) = 1.58496250072115618145..., in units of 2^-32: 6807362105.98...
    const auto three = Interval(1) / Interval(3);
    CHECK(three.bits().units <= 6807362105 && three.bits().units >= 6807362104);
    CHECK(three.bits_at_most().units >= 6807362106 && three.bits_at_most().units <= 6807362107);
    CHECK(three.bits().floor() == 1 && three.bits().tenths() == 15);
    CHECK(soundness::log2(Interval(8)).low == Magnitude(3));
    // The square root of two, squared.
    const auto root = soundness::root_of_power_of_two(1);
    CHECK((root * root).low < Magnitude(2) && (root * root).high > Magnitude(2));
    CHECK(contains(soundness::root_of_power_of_two(-3) * soundness::root_of_power_of_two(3),
                   Magnitude(1)));
}
