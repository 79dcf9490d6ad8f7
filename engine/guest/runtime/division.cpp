// Division of 64-bit numbers, which rv32im has no instruction for and the compiler calls by name.

#include <bit>
#include <cstdint>

#include "base/limbs_division.hpp"

namespace {

struct Division {
    std::uint64_t quotient;
    std::uint64_t remainder;
};

/// Requires divisor != 0; callers follow C++, where division by zero is undefined.
Division divide(std::uint64_t numerator, std::uint64_t divisor)
{
    const auto high = static_cast<std::uint32_t>(numerator >> 32);
    const auto low = static_cast<std::uint32_t>(numerator);
    if ((numerator | divisor) >> 32 == 0) {
        const auto d = static_cast<std::uint32_t>(divisor);
        return {low / d, low % d};
    }
    if (numerator < divisor) return {0, numerator};
    const auto result = archi::limbs::divide<std::uint32_t, 2, 2>(
        {low, high},
        {static_cast<std::uint32_t>(divisor), static_cast<std::uint32_t>(divisor >> 32)});
    return {archi::limbs::join(result.quotient[1], result.quotient[0]),
            archi::limbs::join(result.remainder[1], result.remainder[0])};
}

std::uint64_t magnitude(std::int64_t value)
{
    return value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

}  // namespace

extern "C" {

std::uint64_t __udivdi3(std::uint64_t a, std::uint64_t b)
{
    return divide(a, b).quotient;
}

std::uint64_t __umoddi3(std::uint64_t a, std::uint64_t b)
{
    return divide(a, b).remainder;
}

std::int64_t __divdi3(std::int64_t a, std::int64_t b)
{
    const auto quotient = divide(magnitude(a), magnitude(b)).quotient;
    return static_cast<std::int64_t>((a < 0) != (b < 0) ? -quotient : quotient);
}

std::int64_t __moddi3(std::int64_t a, std::int64_t b)
{
    const auto remainder = divide(magnitude(a), magnitude(b)).remainder;
    return static_cast<std::int64_t>(a < 0 ? -remainder : remainder);
}

}  // extern "C"
