#include "prover/cpu/folding.hpp"

#include <algorithm>

#include "iop/multilinear.hpp"

namespace archi::prover::cpu {

CpuFolding::CpuFolding(const Work& work, const CommittedSegment& segment, std::span<const E> point,
                       std::span<const E> weights)
    : work_(work),
      coefficients_(combined_columns(work, segment, weights)),
      equality_(iop::equality_table(point.subspan(1))),
      words_(work, segment.parameters)
{
}

E CpuFolding::slope()
{
    return work_.sum<1>(equality_.size(), [&](std::size_t begin, std::size_t end) {
        E part;
        for (auto y = begin; y < end; ++y)
            part += equality_[y] * (coefficients_[2 * y + 1] - coefficients_[2 * y]);
        return std::array{part};
    })[0];
}

void CpuFolding::bind(const E& r)
{
    const auto half = coefficients_.size() / 2;
    for (std::size_t y = 0; y < half; ++y)
        coefficients_[y] =
            coefficients_[2 * y] + r * (coefficients_[2 * y + 1] - coefficients_[2 * y]);
    coefficients_.resize(half);
    for (std::size_t y = 0; y < half / 2; ++y)
        equality_[y] = equality_[2 * y] + equality_[2 * y + 1];
    equality_.resize(std::max<std::size_t>(half / 2, 1));
}

}  // namespace archi::prover::cpu
