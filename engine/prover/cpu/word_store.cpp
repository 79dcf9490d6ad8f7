#include "prover/cpu/word_store.hpp"

#include <algorithm>

#include "iop/host/hashing.hpp"

namespace archi::prover::cpu {

namespace {

/// Cells of a row while a word is encoded: the coefficients of an element, filled up.
constexpr std::size_t kRowCells = 8;

}  // namespace

std::vector<E> combined_columns(const Work& work, const CommittedSegment& segment,
                                std::span<const E> weights)
{
    std::vector<const F*> columns;
    for (const auto* stack : segment.stacks)
        for (unsigned i = 0; i < stack->width(); ++i)
            columns.push_back(dynamic_cast<const CpuCommitted&>(*stack).stacked(i));
    ExtensionArray sum(std::size_t{1} << segment.parameters.log_stacked_height);
    std::vector<E> out(sum.size());
    work.each(sum.size(), [&](std::size_t begin, std::size_t end) {
        work.kernels.combine(columns, weights.first(columns.size()), E{}, planes(sum), begin, end);
        for (auto i = begin; i < end; ++i)
            out[i] = sum.get(i);
    });
    return out;
}

std::vector<Hash> WordStore::commit(std::span<const E> coefficients, const iop::Word& word)
{
    FieldBuffer rows(coefficients.size() * kRowCells);
    work_.each(coefficients.size(), [&](std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i)
            for (std::size_t j = 0; j < kRowCells; ++j)
                rows.data()[i * kRowCells + j] =
                    j < E::kDegree ? coefficients[i].coefficient(static_cast<unsigned>(j)) : F{};
    });

    auto& committed = words_.emplace_back();
    committed.values.resize(std::size_t{1} << word.log_length());
    committed.leaf = std::size_t{1} << word.log_arity;
    const iop::Transform<F> transform(word.log_length(), work_.instructions);
    transform.encode(rows.data(), word.log_dimension, word.log_inverse_rate, kRowCells,
                     work_.workers, [&](std::size_t first, const F* encoded, std::size_t count) {
                         for (std::size_t i = 0; i < count; ++i) {
                             E::Coefficients cells;
                             std::copy_n(encoded + i * kRowCells, E::kDegree, cells.begin());
                             committed.values[first + i] = E(cells);
                         }
                     });
    static_assert(sizeof(E) == E::kDegree * sizeof(F));
    std::vector<Hash> leaves(committed.values.size() / committed.leaf);
    iop::hash_rows(iop::leaf_key(iop::TreeKind::kFolded),
                   reinterpret_cast<const F*>(committed.values.data()), leaves.size(),
                   committed.leaf * E::kDegree, work_.instructions, work_.workers, leaves.data());
    committed.tree =
        DigestTree(work_, std::move(leaves), verifier::cap_size(parameters_, word.log_leaves()));
    return committed.tree.cap();
}

Bytes WordStore::open(std::size_t word, std::span<const std::uint32_t> leaves) const
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
