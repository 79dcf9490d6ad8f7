#pragma once
// Loops of multiplications, compiled for each instruction set.

#include "iop/host/vector/extension_vector.hpp"
#include "iop/machine_field.hpp"

namespace archi::iop {

struct Multiplications {
    /// to[i] *= by[i].
    void (*base)(F* to, const F* by, std::size_t count);
    /// The same for extension elements, coefficient k of element i at to[k * count + i].
    void (*extension)(F* to, const F* by, std::size_t count);
};

template <typename V>
struct MultiplicationLoops {
    static void base(F* to, const F* by, std::size_t count)
    {
        for (std::size_t i = 0; i < count; i += V::kLanes)
            (V::load(to + i) * V::load(by + i)).store(to + i);
    }
    static void extension(F* to, const F* by, std::size_t count)
    {
        using EV = ExtensionVector<V, E::kDegree>;
        for (std::size_t i = 0; i < count; i += V::kLanes)
            (EV::load(to + i, count) * EV::load(by + i, count)).store(to + i, count);
    }
    static constexpr Multiplications kLoops = {base, extension};
};

extern const Multiplications kPortableMultiplications, kAvx2Multiplications, kAvx512Multiplications;

}  // namespace archi::iop
