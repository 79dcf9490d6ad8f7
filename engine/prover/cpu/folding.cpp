#include "prover/cpu/folding.hpp"

#include <algorithm>
#include <bit>

#include "iop/host/hashing.hpp"
#include "iop/multilinear.hpp"

namespace archi::prover::cpu {

namespace {

/// Cells of a row while a word is encoded: the coefficients of an element, filled up.
constexpr std::size_t kRowCells = 8;

}  // namespace

CpuFolding::CpuFolding(const Work& work, const CommittedSegment& segment, std::span<const E> point,
                       std::span<const E> weights)
    : work_(work), parameters_(segment.parameters)
{
    std::vector<const F*> columns;
    for (const auto* stack : segment.stacks)
        for (unsigned i = 0; i < stack->width(); ++i)
            columns.push_back(static_cast<const CpuCommitted&>(*stack).stacked(i));
    ExtensionArray sum(std::size_t{1} << parameters_.log_stacked_height);
    work.each(sum.size(), [&](std::size_t begin, std::size_t end) {
        work.kernels.combine(columns, weights.first(columns.size()), E{}, planes(sum), begin, end);
    });
    coefficients_.resize(sum.size());
    for (std::size_t i = 0; i < sum.size(); ++i)
        coefficients_[i] = sum.get(i);
    equality_ = iop::equality_table(point.subspan(1));
}

std::vector<Hash> CpuFolding::commit(unsigned step)
{
    const auto log_size = static_cast<unsigned>(std::countr_zero(coefficients_.size()));
    FieldBuffer rows(coefficients_.size() * kRowCells);
    for (std::size_t i = 0; i < coefficients_.size(); ++i)
        for (std::size_t j = 0; j < kRowCells; ++j)
            rows.data()[i * kRowCells + j] =
                j < E::kDegree ? coefficients_[i].coefficient(static_cast<unsigned>(j)) : F{};

    auto& word = words_.emplace_back();
    word.values.resize(coefficients_.size() << parameters_.log_inverse_rate);
    word.leaf = std::size_t{1} << step;
    const iop::Transform<F> transform(log_size + parameters_.log_inverse_rate, work_.instructions);
    transform.encode(rows.data(), log_size, parameters_.log_inverse_rate, kRowCells, work_.workers,
                     [&](std::size_t first, const F* encoded, std::size_t count) {
                         for (std::size_t i = 0; i < count; ++i) {
                             E::Coefficients cells;
                             std::copy_n(encoded + i * kRowCells, E::kDegree, cells.begin());
                             word.values[first + i] = E(cells);
                         }
                     });
    static_assert(sizeof(E) == E::kDegree * sizeof(F));
    std::vector<Hash> leaves(word.values.size() / word.leaf);
    iop::hash_rows(iop::leaf_key(iop::TreeKind::kFolded),
                   reinterpret_cast<const F*>(word.values.data()), leaves.size(),
                   word.leaf * E::kDegree, work_.instructions, work_.workers, leaves.data());
    const auto log_leaves = log_size + parameters_.log_inverse_rate - step;
    word.tree = DigestTree(work_, std::move(leaves), verifier::cap_size(parameters_, log_leaves));
    return word.tree.cap();
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

Bytes CpuFolding::open(std::size_t word, std::span<const std::uint32_t> leaves) const
{
    const auto& [values, leaf, tree] = words_[word];
    Bytes out;
    for (const auto position : leaves)
        for (std::size_t i = 0; i < leaf; ++i)
            iop::append_element(out, values[position * leaf + i]);
    append(out, tree.siblings(leaves));
    return out;
}

}  // namespace archi::prover::cpu
