#pragma once
// Columns in memory, stacked and committed.

#include "prover/backend.hpp"
#include "prover/cpu/digest_tree.hpp"

namespace archi::prover::cpu {

/// Keeps the stacked columns and the upper levels of the tree. Words and the lower levels are not
/// kept: memory would cost more time than opening, which makes them again where it must.
class CpuCommitted : public Committed {
public:
    CpuCommitted(const Work& work, iop::TreeKind kind, const verifier::StackLayout& layout,
                 std::span<const std::span<const F>> columns, const iop::Parameters& parameters);

    [[nodiscard]] const std::vector<Hash>& cap() const override { return tree_.cap(); }
    [[nodiscard]] unsigned width() const override { return layout_.width; }
    [[nodiscard]] Bytes open(std::span<const std::uint32_t> positions) const override;

    /// Column `i` of the layout.
    [[nodiscard]] const F* column(std::size_t i) const
    {
        return stacked_.data() + layout_.columns[i].offset;
    }
    /// Stacked column `i`, of 2^log_stacked_height elements.
    [[nodiscard]] const F* stacked(std::size_t i) const
    {
        return stacked_.data() + (i << parameters_.log_stacked_height);
    }

private:
    /// All columns' codewords, part by part.
    void encode(const iop::Transform<F>::Wanted& is_wanted,
                const iop::Transform<F>::ColumnSink& sink) const;

    const Work& work_;
    iop::Parameters parameters_;
    verifier::StackLayout layout_;
    /// The tree's lowest levels over 2^log_subtree rows from `offset` on, one after the other:
    /// twice as many hashes, the last but one being the root.
    void hash_subtree(std::span<const F* const> cells, std::size_t offset, Hash* levels) const;

    [[nodiscard]] std::size_t subtree_rows() const { return std::size_t{1} << log_subtree_; }

    iop::TreeKind kind_;
    FieldBuffer stacked_;
    unsigned log_subtree_;  ///< rows below a node that is kept
    DigestTree tree_;       ///< above them
};

}  // namespace archi::prover::cpu
