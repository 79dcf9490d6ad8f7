#pragma once
// How kernels go over arrays.

#include "prover/cpu/kernels.hpp"
#include "prover/cpu/lanes.hpp"

namespace archi::prover::cpu {

/// Calls body(V{}, x) for vectors from `begin` on, then body(Single{}, x) for what is left.
template <typename V, typename Body>
[[gnu::always_inline]] inline void for_lanes(std::size_t begin, std::size_t end, const Body& body)
{
    auto x = begin;
    for (; x + V::kLanes <= end; x += V::kLanes)
        body(V{}, x);
    for (; x < end; ++x)
        body(Single{}, x);
}

template <typename V>
[[gnu::always_inline]] inline ExtensionLanes<V> load(ConstPlanes planes, std::size_t x)
{
    return ExtensionLanes<V>::load(planes.data + x, planes.stride);
}

/// A sum in lanes, with the rest beside it.
template <typename V>
class Accumulator {
public:
    [[gnu::always_inline]] void add(const ExtensionLanes<V>& lanes) { lanes_ += lanes; }
    [[gnu::always_inline]] void add(const SingleExtension& one)
        requires(!std::is_same_v<V, Single>)
    {
        rest_ += one.lane(0);
    }
    [[nodiscard, gnu::always_inline]] E total() const { return rest_ + sum_of_lanes<V>(lanes_); }

private:
    ExtensionLanes<V> lanes_{E{}};
    E rest_;
};

}  // namespace archi::prover::cpu
