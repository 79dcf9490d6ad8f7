#pragma once
// Vectors of elements of a 31-bit field, in the compiler's vector types: one source, which AVX2,
// AVX-512 and SSE2 are made of. For kernels, and only there.
//
// A source file that is compiled for an instruction set may instantiate nothing that a file for
// another one instantiates too, or the linker keeps one of them for both. Hence the parameter
// `instructions`, which tells otherwise equal templates apart; tests/engine/iop/instruction_sets.py
// looks at the object files.

#include <cstddef>
#include <cstdint>
#include <utility>

#include "iop/host/vector/instructions.hpp"

namespace archi::iop {

/// `lanes` elements, each reduced, in Montgomery form.
template <typename Element, unsigned lanes, Instructions instructions>
class Vector {
public:
    using Field = Element;
    static constexpr unsigned kLanes = lanes;
    static constexpr Instructions kInstructions = instructions;
    using Words [[gnu::vector_size(lanes * 4)]] = std::uint32_t;
    using Wide [[gnu::vector_size(lanes * 4)]] = std::uint64_t;

    /// Sums of products of the even and of the odd lanes, not reduced; see PrimeField31::fold.
    struct Products {
        Wide even, odd;

        [[gnu::always_inline]] friend Products operator+(Products a, Products b)
        {
            return {a.even + b.even, a.odd + b.odd};
        }
        [[gnu::always_inline]] Products& operator+=(Products other)
        {
            return *this = *this + other;
        }
    };

    [[gnu::always_inline]] Vector() : words_{} {}
    /// The same element in every lane.
    [[gnu::always_inline]] explicit Vector(Field element) : words_(Words{} + element.montgomery())
    {
    }
    [[gnu::always_inline]] explicit Vector(std::uint32_t number) : Vector(Field(number)) {}
    /// Lanes in Montgomery form, each below p.
    [[gnu::always_inline]] static Vector from_words(Words words)
    {
        Vector out;
        out.words_ = words;
        return out;
    }
    [[gnu::always_inline]] static Vector load(const Field* from)
    {
        Vector out;
        __builtin_memcpy(&out.words_, from, sizeof(Words));
        return out;
    }
    [[gnu::always_inline]] void store(Field* to) const
    {
        __builtin_memcpy(static_cast<void*>(to), &words_, sizeof(Words));
    }
    [[nodiscard, gnu::always_inline]] Words words() const { return words_; }
    [[nodiscard, gnu::always_inline]] Field lane(unsigned i) const
    {
        return Field::from_montgomery(words_[i]);
    }

    [[gnu::always_inline]] friend Vector operator+(Vector a, Vector b)
    {
        return from_words(below_modulus(a.words_ + b.words_));
    }
    [[gnu::always_inline]] friend Vector operator-(Vector a, Vector b)
    {
        return from_words(not_negative(a.words_ - b.words_));
    }
    [[gnu::always_inline]] friend Vector operator-(Vector a) { return Vector{} - a; }
    [[gnu::always_inline]] friend Vector operator*(Vector a, Vector b)
    {
        return from_words(reduce_once(product(a, b)));
    }
    [[gnu::always_inline]] Vector& operator+=(Vector other) { return *this = *this + other; }
    [[gnu::always_inline]] Vector& operator-=(Vector other) { return *this = *this - other; }
    [[gnu::always_inline]] Vector& operator*=(Vector other) { return *this = *this * other; }

    [[gnu::always_inline]] static Products product(Vector a, Vector b)
    {
        return {evens(a.words_) * evens(b.words_), odds(a.words_) * odds(b.words_)};
    }
    /// With the same element in every lane.
    [[gnu::always_inline]] static Products scaled(Vector a, Field b)
    {
        const auto factor = evens(Words{} + b.montgomery());
        return {evens(a.words_) * factor, odds(a.words_) * factor};
    }
    [[gnu::always_inline]] friend Vector operator*(Vector a, Field b)
    {
        return from_words(reduce_once(scaled(a, b)));
    }
    [[gnu::always_inline]] static Products fold(Products sum)
    {
        return {fold_high(sum.even), fold_high(sum.odd)};
    }
    [[gnu::always_inline]] static Vector reduce(Products sum)
    {
        return from_words(reduce_once(fold(sum)));
    }
    /// The representatives in [0, p).
    [[nodiscard, gnu::always_inline]] Words values() const
    {
        return reduce_once({evens(words_), odds(words_)});
    }

    /// Lanes 0, 2, 4, … of a, then of b.
    [[gnu::always_inline]] static Vector even_lanes(Vector a, Vector b)
    {
        return every_second<0>(a, b, std::make_integer_sequence<int, lanes>{});
    }
    /// Lanes 1, 3, 5, … of a, then of b.
    [[gnu::always_inline]] static Vector odd_lanes(Vector a, Vector b)
    {
        return every_second<1>(a, b, std::make_integer_sequence<int, lanes>{});
    }

private:
    static constexpr std::size_t kRegisterBytes = instructions == Instructions::kAvx512 ? 64
                                                  : instructions == Instructions::kAvx2 ? 32
                                                                                        : 16;

    template <int first, int... i>
    [[gnu::always_inline]] static Vector every_second(Vector a, Vector b,
                                                      std::integer_sequence<int, i...>)
    {
        return from_words(__builtin_shufflevector(a.words_, b.words_, first + 2 * i...));
    }
    [[gnu::always_inline]] static Wide evens(Words words)
    {
        return reinterpret_cast<Wide>(words) & 0xffffffffU;
    }
    [[gnu::always_inline]] static Wide odds(Words words)
    {
        return reinterpret_cast<Wide>(words) >> 32;
    }
    [[gnu::always_inline]] static Words below_modulus(Words words)
    {
        return __builtin_elementwise_min(words, words - Field::kModulus);
    }
    [[gnu::always_inline]] static Words not_negative(Words words)
    {
        return __builtin_elementwise_min(words, words + Field::kModulus);
    }
    /// The low words are equal, so that the minimum touches the high ones alone.
    [[gnu::always_inline]] static Wide fold_high(Wide sum)
    {
        const auto less = sum - (std::uint64_t{Field::kModulus} << 32);
        return reinterpret_cast<Wide>(
            __builtin_elementwise_min(reinterpret_cast<Words>(sum), reinterpret_cast<Words>(less)));
    }
    /// Of sums below 2^32 p. The low words of what is subtracted are those of the sum.
    [[gnu::always_inline]] static Words reduce_once(Products sum)
    {
        const auto even = sum.even - times_modulus(sum.even);
        const auto odd = sum.odd - times_modulus(sum.odd);
        return not_negative(reinterpret_cast<Words>(odd) | reinterpret_cast<Words>(even >> 32));
    }
    /// The multiple of p, below 2^32 p, with the same low word.
    [[gnu::always_inline]] static Wide times_modulus(Wide sum)
    {
        constexpr std::uint64_t kLow = 0xffffffff;
        const auto quotient = (sum & kLow) * std::uint64_t{Field::kInverse};
        return opaque((quotient & kLow) * std::uint64_t{Field::kModulus});
    }
    /// Hides from the compiler what this is a multiple of; it would add a multiple of -p instead,
    /// whose 64 bits no machine multiplies at once.
    [[gnu::always_inline]] static Wide opaque(Wide multiple)
    {
#ifdef __x86_64__
        constexpr auto kBytes = sizeof(Wide) < kRegisterBytes ? sizeof(Wide) : kRegisterBytes;
        using Register [[gnu::vector_size(kBytes)]] = std::uint64_t;
        struct Registers {
            Register part[sizeof(Wide) / kBytes];
        };
        auto registers = __builtin_bit_cast(Registers, multiple);
        for (auto& part : registers.part)
            asm("" : "+v"(part));
        return __builtin_bit_cast(Wide, registers);
#else
        return multiple;
#endif
    }

    Words words_;
};

template <typename Field>
using Portable = Vector<Field, 4, Instructions::kPortable>;
template <typename Field>
using Avx2 = Vector<Field, 8, Instructions::kAvx2>;
template <typename Field>
using Avx512 = Vector<Field, 16, Instructions::kAvx512>;

}  // namespace archi::iop
