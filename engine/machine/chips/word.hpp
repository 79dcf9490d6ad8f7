#pragma once
// Groups of columns that several chips have.

#include <array>

namespace archi::machine::chips {

/// A word of 32 bits. Wherever a word is on a memory bus, both limbs are below 2^16.
template <typename T>
struct Word {
    T low;
    T high;
};

/// A word as four bytes, lowest first.
template <typename T>
struct Bytes {
    std::array<T, 4> byte;

    [[nodiscard]] constexpr Word<T> word() const
    {
        return {byte[0] + byte[1] * 256, byte[2] + byte[3] * 256};
    }
};

/// A cell that is read: when it was accessed last, and what is in it.
template <typename T>
struct Read {
    T previous_timestamp;
    Word<T> value;
};

/// A cell that is written: when it was accessed last, and what was in it.
template <typename T>
struct Write {
    T previous_timestamp;
    Word<T> previous;
};

/// Of a chip without fixed columns.
template <typename T>
struct NoFixedColumns {};

}  // namespace archi::machine::chips
