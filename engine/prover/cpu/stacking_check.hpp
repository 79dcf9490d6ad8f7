#pragma once
// From columns to stacked columns, in memory.

#include <map>

#include "prover/cpu/segment_columns.hpp"

namespace archi::prover::cpu {

class CpuStackingCheck : public StackingCheck {
public:
    CpuStackingCheck(const Work& work, const CommittedSegment& segment, std::span<const E> point,
                     std::span<const verifier::StackedClaim<E>> claims, const E& lambda);

    [[nodiscard]] std::array<E, 2> round() override;
    void bind(const E& r) override;
    [[nodiscard]] std::vector<E> values() override;

private:
    /// An aligned piece of a stacked column: as much of a claimed column as fits.
    struct Slice {
        std::size_t stacked = 0;  ///< which stacked column
        std::size_t place = 0;    ///< multiple of its size
        const F* data = nullptr;
        E weight;
    };
    /// All slices of 2^log_size elements: as long as one of their variables is left, only their
    /// weighted sum matters.
    struct Class {
        unsigned log_size = 0;
        std::vector<Slice> slices;
        std::vector<E> sum;       ///< Σ weight·slice, bound so far
        std::vector<E> equality;  ///< of the point's variables above the one of the round
        E at_zero, at_one;        ///< Σ eq·sum in this round
    };
    /// A slice all of whose variables are bound.
    struct Point {
        E value;
        E weight;
    };
    using Points = std::map<std::size_t, Point>;  ///< by place

    void finish_classes();

    const Work& work_;
    CommittedSegment segment_;
    std::vector<E> point_;
    std::vector<Class> classes_;
    std::map<std::size_t, Points> finished_;  ///< by stacked column
    std::vector<E> bound_;
    E equality_ = E::one();  ///< eq of the bound variables and the point's
};

}  // namespace archi::prover::cpu
