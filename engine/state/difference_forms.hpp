#pragma once
// The form bytes of DIFFERENCE_FORMAT.md, shared by its two halves.

#include <cstdint>
#include <expected>

#include "base/bytes.hpp"
#include "state/difference.hpp"

namespace archi::state {

// A form byte says what to do and, in most rows, how many bytes n it takes. A constant is the byte
// for n = 0 of its row.
inline constexpr unsigned kWhole = 0x00;
inline constexpr unsigned kZero = 0x01;

struct DeltaForms {
    unsigned decimal;
    unsigned plain;
    unsigned small;  ///< for a delta of 1
};
inline constexpr DeltaForms kAdd{.decimal = 0x01, .plain = 0x20, .small = 0x80};
inline constexpr DeltaForms kSubtract{.decimal = 0x10, .plain = 0x40, .small = 0xa0};

inline constexpr unsigned kSpan = 0x60;
inline constexpr unsigned kAccountSubtract = 0xc0;
inline constexpr unsigned kAccountAdd = 0xe0;
inline constexpr unsigned kAccountFlags = 0xff;

inline constexpr unsigned kSmallDeltas = 32;
inline constexpr unsigned kMaxMantissa = 15;       ///< bytes
inline constexpr unsigned kMaxBalance = 16;        ///< bytes
inline constexpr std::uint8_t kLeastExponent = 9;  ///< shorter powers save too little to look for
inline constexpr std::uint64_t kLeastPower = 1'000'000'000;
inline constexpr std::uint8_t kBalanceShrinks = 0x80;

enum class FormKind : std::uint8_t {
    kWhole,
    kZero,
    kDecimalAdd,
    kDecimalSubtract,
    kAdd,
    kSubtract,
    kSpan,
    kSmallAdd,
    kSmallSubtract,
    kAccount,
    kAccountFlags,
    kUnknown,
};

[[nodiscard]] FormKind kind_of(std::uint8_t form);

/// Takes the payload of `form` off the front of `bytes`, by its length alone.
/// Errors: kUnknownForm, kTruncated, kNonCanonical (an integer inside it).
[[nodiscard]] std::expected<bytes_view, DifferenceError> take_payload(std::uint8_t form,
                                                                      bytes_view& bytes);

}  // namespace archi::state
