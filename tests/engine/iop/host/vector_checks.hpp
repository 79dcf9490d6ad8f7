#pragma once
// Arithmetic of vectors against that of single elements, and kernels of vectors that are wider than
// the machine's. Included by a file for each instruction set.

#include <algorithm>
#include <random>
#include <string>

#include "engine/iop/host/random_elements.hpp"
#include "iop/host/kernels/instantiate.hpp"
#include "iop/host/vector/extension_vector.hpp"

namespace archi::iop {

/// What went wrong, or nothing.
using Fault = std::string;

struct VectorChecks {
    Fault (*koala_bear)(std::uint64_t seed);
    Fault (*baby_bear)(std::uint64_t seed);
};

template <typename V>
struct VectorCheck {
    using Field = typename V::Field;
    static constexpr unsigned kLanes = V::kLanes;

    static Fault base(const Field* a, const Field* b)
    {
        const auto x = V::load(a);
        const auto y = V::load(b);
        const auto dot = V::reduce(
            V::fold(V::product(x, y) + V::product(x, x) + V::product(y, y) + V::product(y, x)) +
            V::product(x, x) + V::product(y, y));
        const auto scaled = x * b[0];
        const auto even = V::even_lanes(x, y);
        const auto odd = V::odd_lanes(x, y);
        for (unsigned i = 0; i < kLanes; ++i) {
            if ((x + y).lane(i) != a[i] + b[i]) return "sum";
            if ((x - y).lane(i) != a[i] - b[i]) return "difference";
            if ((-x).lane(i) != -a[i]) return "negation";
            if ((x * y).lane(i) != a[i] * b[i]) return "product";
            if (scaled.lane(i) != a[i] * b[0]) return "product with one element";
            if (x.values()[i] != a[i].value()) return "value";
            const auto squares = a[i] * a[i] + b[i] * b[i];
            if (dot.lane(i) != squares + squares + a[i] * b[i] + a[i] * b[i]) return "dot product";
            const auto* from = i < kLanes / 2 ? a + 2 * i : b + 2 * i - kLanes;
            if (even.lane(i) != from[0]) return "even lanes";
            if (odd.lane(i) != from[1]) return "odd lanes";
        }
        return {};
    }

    template <unsigned degree>
    static Fault extension(const Field* a, const Field* b)
    {
        using EV = ExtensionVector<V, degree>;
        const auto x = EV::load(a, kLanes);
        const auto y = EV::load(b, kLanes);
        const auto constant = y.lane(kLanes - 1);
        const auto base = V::load(b);
        const auto products = x * y;
        const auto scaled = x * EV(constant);
        for (unsigned i = 0; i < kLanes; ++i) {
            const auto s = x.lane(i);
            const auto t = y.lane(i);
            if (products.lane(i) != s * t) return "extension product";
            if (scaled.lane(i) != s * constant) return "extension product with one element";
            if ((x + y).lane(i) != s + t) return "extension sum";
            if ((x - y).lane(i) != s - t) return "extension difference";
            if ((x * base).lane(i) != s * b[i]) return "product with base";
            if ((x + base).lane(i) != s + b[i]) return "sum with base";
            if ((x - base).lane(i) != s - b[i]) return "difference with base";
        }
        // Sums that are folded in every possible rhythm.
        for (unsigned before = 0; before < 4; ++before) {
            ExtensionSum<V, degree> sum;
            for (unsigned i = 0; i < before; ++i)
                sum.add(constant, base);
            sum.add(x, y);
            sum.add(x, base);
            sum.add(y, y);
            sum.add(x, x);
            const auto total = sum.total();
            for (unsigned i = 0; i < kLanes; ++i) {
                const auto s = x.lane(i);
                const auto t = y.lane(i);
                auto expected = s * t + s * b[i] + t * t + s * s;
                for (unsigned k = 0; k < before; ++k)
                    expected += constant * b[i];
                if (total.lane(i) != expected) return "extension sum of products";
            }
        }
        Field stored[degree * kLanes];
        products.store(stored, kLanes);
        for (unsigned i = 0; i < degree; ++i)
            for (unsigned lane = 0; lane < kLanes; ++lane)
                if (stored[i * kLanes + lane] != products.lane(lane).coefficient(i))
                    return "stored planes";
        return {};
    }

    static Fault run(std::uint64_t seed)
    {
        std::mt19937_64 random(seed);
        for (int repetition = 0; repetition < 200; ++repetition) {
            auto a = random_elements<Field>(random, 6 * std::size_t{kLanes});
            const auto b = random_elements<Field>(random, 6 * std::size_t{kLanes});
            // The greatest operands, for the greatest sums.
            if (repetition == 0) std::ranges::fill(a, Field::from_montgomery(Field::kModulus - 1));
            const auto& c = repetition == 0 ? a : b;
            for (const auto& fault :
                 {base(a.data(), c.data()), extension<4>(a.data(), c.data()),
                  extension<5>(a.data(), c.data()), extension<6>(a.data(), c.data())})
                if (!fault.empty()) return fault;
        }
        return {};
    }
};

extern const VectorChecks kPortableChecks, kAvx2Checks, kAvx2DoubleChecks, kAvx512Checks;
/// Kernels as AVX-512 has them, of registers that AVX2 has.
extern const Kernels<KoalaBear> kSixteenLanesByAvx2;

}  // namespace archi::iop
