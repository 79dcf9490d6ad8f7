#pragma once
// What kernels compute with: one element at a time, or vectors of them (iop/host/vector), by one
// interface.

#include "iop/host/vector/extension_vector.hpp"
#include "iop/machine_field.hpp"

namespace archi::prover::cpu {

using iop::E;
using iop::F;

/// One element, with the interface of iop::Vector: for what is left of a row of vectors.
class Single {
public:
    static constexpr unsigned kLanes = 1;

    Single() = default;
    explicit Single(F element) : element_(element) {}
    [[nodiscard]] static Single load(const F* from) { return Single(*from); }
    void store(F* to) const { *to = element_; }
    [[nodiscard]] F lane(unsigned /*i*/) const { return element_; }

    friend Single operator+(Single a, Single b) { return Single(a.element_ + b.element_); }
    friend Single operator-(Single a, Single b) { return Single(a.element_ - b.element_); }
    friend Single operator*(Single a, Single b) { return Single(a.element_ * b.element_); }
    friend Single operator*(Single a, F b) { return Single(a.element_ * b); }

private:
    F element_;
};

/// One element of the extension, with the interface of iop::ExtensionVector.
class SingleExtension {
public:
    SingleExtension() = default;
    explicit SingleExtension(const E& element) : element_(element) {}
    explicit SingleExtension(Single base) : element_(base.lane(0)) {}
    [[nodiscard]] static SingleExtension load(const F* from, std::size_t plane)
    {
        E::Coefficients out;
        for (unsigned i = 0; i < E::kDegree; ++i)
            out[i] = from[i * plane];
        return SingleExtension(E(out));
    }
    void store(F* to, std::size_t plane) const
    {
        for (unsigned i = 0; i < E::kDegree; ++i)
            to[i * plane] = element_.coefficient(i);
    }
    [[nodiscard]] E lane(unsigned /*i*/) const { return element_; }

    SingleExtension& operator+=(const SingleExtension& other)
    {
        element_ += other.element_;
        return *this;
    }
    friend SingleExtension operator+(const SingleExtension& a, const SingleExtension& b)
    {
        return SingleExtension(a.element_ + b.element_);
    }
    friend SingleExtension operator-(const SingleExtension& a, const SingleExtension& b)
    {
        return SingleExtension(a.element_ - b.element_);
    }
    [[gnu::always_inline]] friend SingleExtension operator*(const SingleExtension& a,
                                                            const SingleExtension& b)
    {
        // Not by Extension's operator: files for several instruction sets would share it.
        return SingleExtension(E(iop::multiply_polynomials<E::Modulus>(a.element_.coefficients(),
                                                                       b.element_.coefficients())));
    }
    friend SingleExtension operator*(const SingleExtension& a, Single b)
    {
        return SingleExtension(a.element_ * b.lane(0));
    }
    friend SingleExtension operator+(const SingleExtension& a, Single b)
    {
        return SingleExtension(a.element_ + b.lane(0));
    }
    template <typename B, typename D>
    [[gnu::always_inline]] static SingleExtension dot(const SingleExtension& a, const B& b,
                                                      const SingleExtension& c, const D& d)
    {
        return a * b + c * d;
    }

private:
    E element_;
};

template <typename V>
struct ExtensionOf {
    using Type = iop::ExtensionVector<V, E::kDegree>;
};
template <>
struct ExtensionOf<Single> {
    using Type = SingleExtension;
};
/// V::kLanes elements of the extension.
template <typename V>
using ExtensionLanes = typename ExtensionOf<V>::Type;

/// A sum of products of single elements, with the interface of iop::ExtensionSum.
class SingleExtensionSum {
public:
    [[gnu::always_inline]] void add(const E& a, Single b) { sum_ += a * b.lane(0); }
    [[gnu::always_inline]] void add(const SingleExtension& a, Single b)
    {
        sum_ += a.lane(0) * b.lane(0);
    }
    [[gnu::always_inline]] void add(const SingleExtension& a, const SingleExtension& b)
    {
        sum_ += (a * b).lane(0);
    }
    [[nodiscard]] SingleExtension total() const { return SingleExtension(sum_); }

private:
    E sum_;
};

template <typename V>
struct ExtensionSumOf {
    using Type = iop::ExtensionSum<V, E::kDegree>;
};
template <>
struct ExtensionSumOf<Single> {
    using Type = SingleExtensionSum;
};
/// A sum of products of extension elements and base lanes, reduced at its end.
template <typename V>
using LanesSum = typename ExtensionSumOf<V>::Type;

/// The sum of all lanes.
template <typename V>
[[nodiscard, gnu::always_inline]] inline E sum_of_lanes(const ExtensionLanes<V>& lanes)
{
    E sum;
    for (unsigned i = 0; i < V::kLanes; ++i)
        sum += lanes.lane(i);
    return sum;
}

/// A constant times base lanes, by which constraints multiply. `Value` is V or ExtensionLanes<V>.
template <typename V, typename Value>
struct Lane {
    Value value;

    Lane() = default;
    explicit Lane(const Value& lanes) : value(lanes) {}
    explicit Lane(F constant) : value(V(constant)) {}

    [[gnu::always_inline]] friend Lane operator+(const Lane& a, const Lane& b)
    {
        return Lane(a.value + b.value);
    }
    [[gnu::always_inline]] friend Lane operator-(const Lane& a, const Lane& b)
    {
        return Lane(a.value - b.value);
    }
    [[gnu::always_inline]] friend Lane operator*(const Lane& a, const Lane& b)
    {
        return Lane(a.value * b.value);
    }
    [[gnu::always_inline]] friend Lane operator+(const Lane& a, F b)
    {
        return Lane(a.value + V(b));
    }
    [[gnu::always_inline]] friend Lane operator-(const Lane& a, F b)
    {
        return Lane(a.value + V(-b));
    }
    [[gnu::always_inline]] friend Lane operator*(const Lane& a, F b)
    {
        return Lane(a.value * V(b));
    }
};

}  // namespace archi::prover::cpu
