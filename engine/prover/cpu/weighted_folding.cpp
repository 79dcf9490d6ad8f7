#include "prover/cpu/weighted_folding.hpp"

#include <algorithm>

#include "iop/multilinear.hpp"

namespace archi::prover::cpu {

namespace {

/// Powers of claimed points are kept up to here; blocks of weights are as long.
constexpr std::size_t kBlock = 1U << 10;

}  // namespace

CpuWeightedFolding::CpuWeightedFolding(const Work& work, const CommittedSegment& segment,
                                       std::span<const E> point, std::span<const E> weights)
    : work_(work),
      coefficients_(combined_columns(work, segment, weights)),
      weights_(iop::equality_table(point)),
      bound_(weights_.size() / 2),
      words_(work, segment.parameters)
{
}

E CpuWeightedFolding::evaluate(const E& z) const
{
    return work_.sum<1>(coefficients_.size(), [&](std::size_t begin, std::size_t end) {
        E part;
        for (auto i = end; i-- > begin;)
            part = part * z + coefficients_[i];
        return std::array{part * z.power(begin)};
    })[0];
}

void CpuWeightedFolding::claim(std::span<const F> points, std::span<const E> weights)
{
    // x^(block·h + b) = x^(block·h)·x^b: each block is a combination of the same short columns.
    const auto block = std::min(kBlock, weights_.size());
    FieldBuffer powers(points.size() * block);
    std::vector<const F*> columns;
    std::vector<F> steps;
    for (std::size_t j = 0; j < points.size(); ++j) {
        auto* const column = powers.data() + j * block;
        F power = F::one();
        for (std::size_t b = 0; b < block; ++b, power *= points[j])
            column[b] = power;
        columns.push_back(column);
        steps.push_back(power);
    }
    work_.workers.for_ranges(weights_.size() / block, 4, [&](std::size_t begin, std::size_t end) {
        std::vector<E> of_block(weights.begin(), weights.end());
        for (std::size_t j = 0; j < points.size(); ++j)
            of_block[j] *= steps[j].power(begin);
        ExtensionArray sum(block);
        for (auto h = begin; h < end; ++h) {
            work_.kernels.combine(columns, of_block, E{}, planes(sum), 0, block);
            for (std::size_t b = 0; b < block; ++b)
                weights_[h * block + b] += sum.get(b);
            for (std::size_t j = 0; j < points.size(); ++j)
                of_block[j] *= steps[j];
        }
    });
}

void CpuWeightedFolding::claim(const E& z, const E& weight)
{
    work_.each(weights_.size(), [&](std::size_t begin, std::size_t end) {
        E power = weight * z.power(begin);
        for (auto i = begin; i < end; ++i, power *= z)
            weights_[i] += power;
    });
}

std::array<E, 2> CpuWeightedFolding::round()
{
    return work_.sum<2>(weights_.size() / 2, [&](std::size_t begin, std::size_t end) {
        std::array<E, 2> part;
        for (auto y = begin; y < end; ++y) {
            const E& value = coefficients_[2 * y];
            const E& weight = weights_[2 * y];
            const E value_slope = coefficients_[2 * y + 1] - value;
            const E weight_slope = weights_[2 * y + 1] - weight;
            part[0] += value * weight_slope + weight * value_slope;
            part[1] += value_slope * weight_slope;
        }
        return part;
    });
}

void CpuWeightedFolding::bind(const E& r)
{
    for (auto* const values : {&coefficients_, &weights_}) {
        bound_.resize(values->size() / 2);
        work_.each(bound_.size(), [&](std::size_t begin, std::size_t end) {
            for (auto y = begin; y < end; ++y) {
                const E& low = (*values)[2 * y];
                bound_[y] = low + r * ((*values)[2 * y + 1] - low);
            }
        });
        std::swap(*values, bound_);
    }
}

}  // namespace archi::prover::cpu
