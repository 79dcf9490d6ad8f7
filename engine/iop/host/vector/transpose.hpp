#pragma once
// Squares of words, transposed. For kernels, and only there; see vector.hpp for `instructions`.

#include <utility>

#include "iop/host/vector/instructions.hpp"

namespace archi::iop {

template <int distance, unsigned lanes, Instructions instructions, typename Words, int... lane>
[[gnu::always_inline]] inline void exchange_lanes(Words& a, Words& b,
                                                  std::integer_sequence<int, lane...>)
{
    constexpr int kLanes = lanes;
    const Words first = a;
    a = __builtin_shufflevector(first, b,
                                ((lane & distance) != 0 ? kLanes + lane - distance : lane)...);
    b = __builtin_shufflevector(
        first, b, ((lane & distance) != 0 ? kLanes + lane : (lane + distance) % kLanes)...);
}

/// Swaps the squares of `distance` off the diagonal of each square of twice that.
template <int distance, unsigned lanes, Instructions instructions, typename Words>
[[gnu::always_inline]] inline void exchange_squares(Words* x)
{
#pragma clang loop unroll(full)
    for (unsigned i = 0; i < lanes; ++i)
        if ((i & distance) == 0)
            exchange_lanes<distance, lanes, instructions>(
                x[i], x[i + distance], std::make_integer_sequence<int, static_cast<int>(lanes)>{});
}

/// Exchanges rows and columns of the square of `lanes` vectors from x on.
template <unsigned lanes, Instructions instructions, typename Words>
[[gnu::always_inline]] inline void transpose_square(Words* x)
{
    exchange_squares<1, lanes, instructions>(x);
    exchange_squares<2, lanes, instructions>(x);
    if constexpr (lanes > 4) exchange_squares<4, lanes, instructions>(x);
    if constexpr (lanes > 8) exchange_squares<8, lanes, instructions>(x);
}

}  // namespace archi::iop
