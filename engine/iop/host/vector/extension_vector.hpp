#pragma once
// Vectors of elements of an extension, as one vector a coefficient. For kernels, and only there.

#include <array>

#include "iop/extension.hpp"
#include "iop/host/vector/vector.hpp"

namespace archi::iop {

/// V::kLanes elements of Extension<V::Field, degree>.
template <typename V, unsigned degree>
class ExtensionVector {
public:
    using Base = V;
    using Element = Extension<typename V::Field, degree>;
    using Coefficients = std::array<V, degree>;

    [[gnu::always_inline]] ExtensionVector() = default;
    [[gnu::always_inline]] explicit ExtensionVector(const Coefficients& coefficients)
        : coefficients_(coefficients)
    {
    }
    [[gnu::always_inline]] explicit ExtensionVector(V base) : coefficients_{base} {}
    /// The same element in every lane.
    [[gnu::always_inline]] explicit ExtensionVector(const Element& element)
    {
        for (unsigned i = 0; i < degree; ++i)
            coefficients_[i] = V(element.coefficient(i));
    }
    /// Coefficient i of consecutive elements lies at from + i * plane.
    [[gnu::always_inline]] static ExtensionVector load(const typename V::Field* from,
                                                       std::size_t plane)
    {
        ExtensionVector out;
        for (unsigned i = 0; i < degree; ++i)
            out.coefficients_[i] = V::load(from + i * plane);
        return out;
    }
    [[gnu::always_inline]] void store(typename V::Field* to, std::size_t plane) const
    {
        for (unsigned i = 0; i < degree; ++i)
            coefficients_[i].store(to + i * plane);
    }
    [[nodiscard, gnu::always_inline]] const Coefficients& coefficients() const
    {
        return coefficients_;
    }
    [[nodiscard, gnu::always_inline]] V coefficient(unsigned i) const { return coefficients_[i]; }
    [[nodiscard, gnu::always_inline]] Element lane(unsigned lane) const
    {
        typename Element::Coefficients out;
        for (unsigned i = 0; i < degree; ++i)
            out[i] = coefficients_[i].lane(lane);
        return Element(out);
    }

    [[gnu::always_inline]] ExtensionVector& operator+=(const ExtensionVector& other)
    {
        for (unsigned i = 0; i < degree; ++i)
            coefficients_[i] += other.coefficients_[i];
        return *this;
    }
    [[gnu::always_inline]] ExtensionVector& operator-=(const ExtensionVector& other)
    {
        for (unsigned i = 0; i < degree; ++i)
            coefficients_[i] -= other.coefficients_[i];
        return *this;
    }
    [[gnu::always_inline]] ExtensionVector& operator+=(V other)
    {
        coefficients_[0] += other;
        return *this;
    }
    [[gnu::always_inline]] ExtensionVector& operator-=(V other)
    {
        coefficients_[0] -= other;
        return *this;
    }
    [[gnu::always_inline]] friend ExtensionVector operator+(ExtensionVector a,
                                                            const ExtensionVector& b)
    {
        return a += b;
    }
    [[gnu::always_inline]] friend ExtensionVector operator-(ExtensionVector a,
                                                            const ExtensionVector& b)
    {
        return a -= b;
    }
    [[gnu::always_inline]] friend ExtensionVector operator+(ExtensionVector a, V b)
    {
        return a += b;
    }
    [[gnu::always_inline]] friend ExtensionVector operator-(ExtensionVector a, V b)
    {
        return a -= b;
    }
    [[gnu::always_inline]] friend ExtensionVector operator*(const ExtensionVector& a,
                                                            const ExtensionVector& b)
    {
        return ExtensionVector(
            multiply_polynomials<typename Element::Modulus>(a.coefficients_, b.coefficients_));
    }
    [[gnu::always_inline]] friend ExtensionVector operator*(ExtensionVector a, V b)
    {
        for (unsigned i = 0; i < degree; ++i)
            a.coefficients_[i] *= b;
        return a;
    }

    // a b + c d, reduced once.
    [[gnu::always_inline]] static ExtensionVector dot(const ExtensionVector& a,
                                                      const ExtensionVector& b,
                                                      const ExtensionVector& c,
                                                      const ExtensionVector& d)
    {
        using Modulus = typename Element::Modulus;
        const auto ab = multiply_unreduced<Modulus>(a.coefficients_, b.coefficients_);
        const auto cd = multiply_unreduced<Modulus>(c.coefficients_, d.coefficients_);
        ExtensionVector out;
        for (unsigned i = 0; i < degree; ++i)
            out.coefficients_[i] = V::reduce(V::fold(ab[i]) + V::fold(cd[i]));
        return out;
    }
    [[gnu::always_inline]] static ExtensionVector dot(const ExtensionVector& a, V b,
                                                      const ExtensionVector& c,
                                                      const ExtensionVector& d)
    {
        const auto cd =
            multiply_unreduced<typename Element::Modulus>(c.coefficients_, d.coefficients_);
        ExtensionVector out;
        for (unsigned i = 0; i < degree; ++i)
            out.coefficients_[i] = V::reduce(V::product(a.coefficients_[i], b) + V::fold(cd[i]));
        return out;
    }
    [[gnu::always_inline]] static ExtensionVector dot(const ExtensionVector& a, V b,
                                                      const ExtensionVector& c, V d)
    {
        ExtensionVector out;
        for (unsigned i = 0; i < degree; ++i)
            out.coefficients_[i] =
                V::reduce(V::product(a.coefficients_[i], b) + V::product(c.coefficients_[i], d));
        return out;
    }

private:
    Coefficients coefficients_;
};

/// A sum of products that is reduced once, at the end: a product with a base vector costs half of
/// what it costs alone.
template <typename V, unsigned degree>
class ExtensionSum {
public:
    using Vectors = ExtensionVector<V, degree>;
    using Element = typename Vectors::Element;

    /// Zero.
    [[gnu::always_inline]] ExtensionSum() = default;

    /// Adds a b, a being the same in every lane.
    [[gnu::always_inline]] void add(const Element& a, V b)
    {
        for (unsigned i = 0; i < degree; ++i)
            sums_[i] += V::scaled(b, a.coefficient(i));
        settle();
    }
    [[gnu::always_inline]] void add(const Vectors& a, V b)
    {
        for (unsigned i = 0; i < degree; ++i)
            sums_[i] += V::product(a.coefficient(i), b);
        settle();
    }
    [[gnu::always_inline]] void add(const Vectors& a, const Vectors& b)
    {
        const auto products =
            multiply_unreduced<typename Element::Modulus>(a.coefficients(), b.coefficients());
        for (unsigned i = 0; i < degree; ++i)
            sums_[i] =
                V::fold((pending_ == 0 ? sums_[i] : V::fold(sums_[i])) + V::fold(products[i]));
        pending_ = 0;
    }
    [[nodiscard, gnu::always_inline]] Vectors total() const
    {
        typename Vectors::Coefficients out;
        for (unsigned i = 0; i < degree; ++i)
            out[i] = V::reduce(sums_[i]);
        return Vectors(out);
    }

private:
    /// Folded sums take two products.
    [[gnu::always_inline]] void settle()
    {
        if (++pending_ < 2) return;
        pending_ = 0;
        for (auto& sum : sums_)
            sum = V::fold(sum);
    }

    std::array<typename V::Products, degree> sums_{};
    unsigned pending_ = 0;  ///< products since the last fold; a constant once calls are inlined
};

}  // namespace archi::iop
