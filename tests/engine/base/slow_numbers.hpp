#pragma once
// An independent, slow model of unsigned numbers: digits of one byte, schoolbook methods.

#include <array>
#include <cstdint>

#include "base/u256.hpp"
#include "cases/case.hpp"

namespace archi::cases {

/// 512 bits, least significant byte first.
struct SlowNumber {
    std::array<std::uint8_t, 64> digits{};

    SlowNumber() = default;
    explicit SlowNumber(const u256& value)
    {
        const auto bytes = value.to_be();
        for (std::size_t i = 0; i < 32; ++i)
            digits[i] = bytes[31 - i];
    }
    [[nodiscard]] u256 low() const
    {
        Hash bytes;
        for (std::size_t i = 0; i < 32; ++i)
            bytes[31 - i] = digits[i];
        return u256::from_be(bytes);
    }
    bool operator==(const SlowNumber&) const = default;
};

inline SlowNumber slow_add(const SlowNumber& a, const SlowNumber& b)
{
    SlowNumber sum;
    unsigned carry = 0;
    for (std::size_t i = 0; i < 64; ++i) {
        carry += a.digits[i] + b.digits[i];
        sum.digits[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    return sum;
}

inline SlowNumber slow_subtract(const SlowNumber& a, const SlowNumber& b)
{
    SlowNumber difference;
    int borrow = 0;
    for (std::size_t i = 0; i < 64; ++i) {
        const int digit = a.digits[i] - b.digits[i] - borrow;
        borrow = digit < 0 ? 1 : 0;
        difference.digits[i] = static_cast<std::uint8_t>(digit);
    }
    return difference;
}

/// Both below 2^256.
inline SlowNumber slow_multiply(const SlowNumber& a, const SlowNumber& b)
{
    SlowNumber product;
    for (std::size_t i = 0; i < 32; ++i) {
        unsigned carry = 0;
        for (std::size_t j = 0; i + j < 64; ++j) {
            carry += product.digits[i + j] + (j < 32 ? a.digits[i] * b.digits[j] : 0);
            product.digits[i + j] = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
    }
    return product;
}

inline bool slow_less(const SlowNumber& a, const SlowNumber& b)
{
    for (std::size_t i = 64; i-- > 0;)
        if (a.digits[i] != b.digits[i]) return a.digits[i] < b.digits[i];
    return false;
}

/// A word with long runs of zeros and ones as often as an even one: carries and estimates go wrong
/// there.
inline u256 edgy_word(Context& context)
{
    u256::Words words{};
    for (auto& word : words) {
        switch (context.random() % 5) {
            case 0:
                word = 0;
                break;
            case 1:
                word = ~std::uint64_t{0};
                break;
            case 2:
                word = std::uint64_t{1} << (context.random() % 64);
                break;
            case 3:
                word = (std::uint64_t{1} << (context.random() % 64)) - 1;
                break;
            default:
                word = context.random();
        }
    }
    return u256(words) >> (context.random() % 3 == 0 ? context.random() % 256 : 0);
}

}  // namespace archi::cases
