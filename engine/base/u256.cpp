#include "base/u256.hpp"

#include <algorithm>

namespace archi {

namespace {

// The largest power of ten below 2^64, and its digits.
constexpr std::uint64_t kTenTo19 = 10'000'000'000'000'000'000U;
constexpr int kDigits = 19;

}  // namespace

std::optional<u256> u256::from_decimal(std::string_view text)
{
    if (text.empty()) return std::nullopt;
    u256 value;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        const u256 digit = static_cast<std::uint64_t>(c - '0');
        if (value > (max() - digit) / 10) return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

std::string u256::to_decimal() const
{
    std::string reversed;
    auto rest = *this;
    do {
        const auto [quotient, remainder] = div_mod(rest, kTenTo19);
        auto part = remainder.low_u64();
        for (int i = 0; i < kDigits && (part != 0 || !quotient.is_zero()); ++i) {
            reversed.push_back(static_cast<char>('0' + part % 10));
            part /= 10;
        }
        rest = quotient;
    } while (!rest.is_zero());
    if (reversed.empty()) reversed = "0";
    std::ranges::reverse(reversed);
    return reversed;
}

}  // namespace archi
