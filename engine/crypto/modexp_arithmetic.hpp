#pragma once
// Arithmetic on numbers of a size known only at run time: limbs, least significant first. The word
// size is a parameter so that the guest's 32-bit arithmetic is tested on the host too.

#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/limbs.hpp"

namespace archi::crypto {

/// A number without a fixed size. Operands of one operation have equal sizes unless it says
/// otherwise.
template <typename Limb>
using LongNumber = std::vector<Limb>;

/// `size` limbs of the big-endian number `bytes`; higher ones are dropped.
template <typename Limb>
[[nodiscard]] LongNumber<Limb> long_number(bytes_view bytes, std::size_t size)
{
    LongNumber<Limb> out(size);
    for (std::size_t i = 0; i < bytes.size() && i / sizeof(Limb) < size; ++i)
        out[i / sizeof(Limb)] |= static_cast<Limb>(static_cast<Limb>(bytes[bytes.size() - 1 - i])
                                                   << (8 * (i % sizeof(Limb))));
    return out;
}

/// a += b; returns the carry out.
template <typename Limb>
Limb add_in_place(LongNumber<Limb>& a, const LongNumber<Limb>& b)
{
    Limb carry = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] = limbs::add_with_carry(a[i], b[i], carry);
    return carry;
}

/// a -= b; returns the borrow out.
template <typename Limb>
Limb subtract_in_place(LongNumber<Limb>& a, const LongNumber<Limb>& b)
{
    Limb borrow = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] = limbs::subtract_with_borrow(a[i], b[i], borrow);
    return borrow;
}

template <typename Limb>
[[nodiscard]] bool less(const LongNumber<Limb>& a, const LongNumber<Limb>& b)
{
    for (std::size_t i = a.size(); i-- > 0;)
        if (a[i] != b[i]) return a[i] < b[i];
    return false;
}

/// The low limbs of a * b, as many as `a` has. `b` may be shorter.
template <typename Limb>
[[nodiscard]] LongNumber<Limb> multiply_low(const LongNumber<Limb>& a, const LongNumber<Limb>& b)
{
    LongNumber<Limb> product(a.size());
    for (std::size_t i = 0; i < b.size(); ++i) {
        Limb carry = 0;
        for (std::size_t j = 0; i + j < a.size(); ++j)
            product[i + j] = multiply_add(product[i + j], a[j], b[i], carry);
    }
    return product;
}

/// -1 / a modulo the size of a limb, for odd a, by Newton's iteration.
template <typename Limb>
[[nodiscard]] constexpr Limb negated_inverse(Limb a)
{
    Limb inverse = 1;
    for (unsigned correct_bits = 1; correct_bits < limbs::kBits<Limb>; correct_bits *= 2)
        inverse = static_cast<Limb>(inverse * (2 - a * inverse));
    return static_cast<Limb>(Limb{0} - inverse);
}

/// Multiplication modulo an odd number m > 1. R is 2 to the number of bits in the limbs of m.
template <typename Limb>
class MontgomeryRing {
public:
    using Number = LongNumber<Limb>;

    explicit MontgomeryRing(Number modulus)
        : modulus_(std::move(modulus)),
          negated_inverse_(negated_inverse(modulus_[0])),
          scratch_(modulus_.size() + 1),
          one_(modulus_.size())
    {
        // R mod m by doubling one, then 2^n * R for n limbs, whose square, fourth ... power in this
        // form ends at 2^(n * bits of a limb) * R = R^2.
        one_[0] = 1;
        for (std::size_t i = 0; i < modulus_.size() * limbs::kBits<Limb>; ++i)
            double_in_place(one_);
        squared_one_ = one_;
        for (std::size_t i = 0; i < modulus_.size(); ++i)
            double_in_place(squared_one_);
        for (unsigned bits = 1; bits < limbs::kBits<Limb>; bits *= 2)
            multiply(squared_one_, squared_one_, squared_one_);
    }

    /// R mod m: one in Montgomery form.
    [[nodiscard]] const Number& one() const { return one_; }

    /// out = a * b / R mod m. Requires a * b < R * m. `out` may be an operand.
    void multiply(Number& out, const Number& a, const Number& b)
    {
        const auto n = modulus_.size();
        std::fill(scratch_.begin(), scratch_.end(), Limb{0});
        for (std::size_t i = 0; i < n; ++i) {
            Limb carry = 0;
            for (std::size_t j = 0; j < n; ++j)
                scratch_[j] = multiply_add(scratch_[j], a[j], b[i], carry);
            Limb overflow = 0;
            scratch_[n] = limbs::add_with_carry(scratch_[n], carry, overflow);

            const auto factor = static_cast<Limb>(scratch_[0] * negated_inverse_);
            carry = 0;
            multiply_add(scratch_[0], modulus_[0], factor, carry);
            for (std::size_t j = 1; j < n; ++j)
                scratch_[j - 1] = multiply_add(scratch_[j], modulus_[j], factor, carry);
            Limb top = 0;
            scratch_[n - 1] = limbs::add_with_carry(scratch_[n], carry, top);
            scratch_[n] = overflow + top;
        }
        std::copy_n(scratch_.begin(), n, out.begin());
        if (scratch_[n] != 0 || !less(out, modulus_)) subtract_in_place(out, modulus_);
    }

    /// number * R mod m for a number of any size: chunks of n limbs, highest first.
    [[nodiscard]] Number to_montgomery(bytes_view number)
    {
        const auto chunk_size = modulus_.size() * sizeof(Limb);
        Number sum(modulus_.size());
        while (!number.empty()) {
            const auto size = (number.size() - 1) % chunk_size + 1;
            auto chunk = long_number<Limb>(number.first(size), modulus_.size());
            multiply(chunk, chunk, squared_one_);
            multiply(sum, sum, squared_one_);
            add_modulo(sum, chunk);
            number = number.subspan(size);
        }
        return sum;
    }

    [[nodiscard]] Number from_montgomery(const Number& number)
    {
        Number one(modulus_.size());
        one[0] = 1;
        multiply(one, number, one);
        return one;
    }

private:
    void add_modulo(Number& a, const Number& b)
    {
        const auto carry = add_in_place(a, b);
        if (carry != 0 || !less(a, modulus_)) subtract_in_place(a, modulus_);
    }

    void double_in_place(Number& a)
    {
        Limb carry = 0;
        for (auto& limb : a)
            limb = limbs::add_with_carry(limb, limb, carry);
        if (carry != 0 || !less(a, modulus_)) subtract_in_place(a, modulus_);
    }

    Number modulus_;
    Limb negated_inverse_;
    Number scratch_;
    Number one_;
    Number squared_one_;
};

/// Multiplication modulo 2^(bits of a limb * limbs): what the even part of a modulus needs.
template <typename Limb>
class BinaryRing {
public:
    using Number = LongNumber<Limb>;

    explicit BinaryRing(std::size_t size) : one_(size) { one_[0] = 1; }

    [[nodiscard]] const Number& one() const { return one_; }
    void multiply(Number& out, const Number& a, const Number& b) { out = multiply_low(a, b); }

private:
    Number one_;
};

/// base ^ exponent in `ring`, by fixed windows from the highest: of four bits, or of one for
/// exponents too short to repay a table.
template <typename Ring>
[[nodiscard]] typename Ring::Number power(Ring& ring, const typename Ring::Number& base,
                                          bytes_view exponent)
{
    const unsigned width = exponent.size() > 8 ? 4 : 1;
    std::vector<typename Ring::Number> powers = {ring.one(), base};
    for (std::size_t i = 2; i < std::size_t{1} << width; ++i) {
        powers.push_back(base);
        ring.multiply(powers[i], powers[i - 1], base);
    }
    auto result = ring.one();
    bool started = false;
    for (const auto byte : exponent) {
        for (unsigned shift = 8; shift > 0;) {
            shift -= width;
            const auto window = (byte >> shift) & ((1U << width) - 1);
            for (unsigned i = 0; started && i < width; ++i)
                ring.multiply(result, result, result);
            if (window != 0) ring.multiply(result, result, powers[window]);
            started = started || window != 0;
        }
    }
    return result;
}

}  // namespace archi::crypto
