#include "prover/cpu/committed.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "iop/host/hashing.hpp"

namespace archi::prover::cpu {

namespace {

/// The most levels of a tree that are not kept. Parts of a word hold whole subtrees.
constexpr unsigned kLogSubtree = 9;

}  // namespace

CpuCommitted::CpuCommitted(const Work& work, iop::TreeKind kind,
                           const verifier::StackLayout& layout,
                           std::span<const std::span<const F>> columns,
                           const iop::Parameters& parameters)
    : work_(work),
      parameters_(parameters),
      layout_(layout),
      kind_(kind),
      stacked_(std::size_t{layout.width} << parameters.log_stacked_height),
      log_subtree_(std::min<unsigned>(kLogSubtree, parameters.log_stacked_height))
{
    std::size_t used = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::ranges::copy(columns[i], stacked_.data() + layout.columns[i].offset);
        used += columns[i].size();
    }
    std::fill(stacked_.data() + used,
              stacked_.data() + (std::size_t{layout.width} << parameters.log_stacked_height), F{});

    const auto rows = std::size_t{1} << verifier::log_length(parameters);
    const auto cap_size = verifier::cap_size(parameters);
    while (rows >> log_subtree_ < cap_size)
        --log_subtree_;
    auto roots = iop::make_pages<Hash>(rows >> log_subtree_);
    std::fill_n(roots.get(), rows >> log_subtree_, Hash{});
    encode([](std::size_t, std::size_t) { return true; },
           [&](std::size_t first, std::span<const F* const> cells, std::size_t count) {
               std::array<Hash, std::size_t{2} << kLogSubtree> levels;
               for (std::size_t offset = 0; offset < count; offset += subtree_rows()) {
                   hash_subtree(cells, offset, levels.data());
                   roots[(first + offset) >> log_subtree_] = levels[2 * subtree_rows() - 2];
               }
           });
    tree_ = DigestTree(work, std::move(roots), rows >> log_subtree_, cap_size);
}

void CpuCommitted::hash_subtree(std::span<const F* const> cells, std::size_t offset,
                                Hash* levels) const
{
    std::vector<const F*> columns;
    for (const auto* column : cells)
        columns.push_back(column + offset);
    auto count = subtree_rows();
    iop::hash_columns<F>(iop::leaf_key(kind_), columns, count, work_.instructions, levels);
    for (; count > 1; levels += count, count /= 2)
        iop::hash_pairs(iop::node_key(), std::span(levels, count), work_.instructions,
                        levels + count);
}

void CpuCommitted::encode(const iop::Transform<F>::Wanted& is_wanted,
                          const iop::Transform<F>::ColumnSink& sink) const
{
    if (layout_.width == 0) return;
    std::vector<const F*> columns;
    for (std::size_t i = 0; i < layout_.width; ++i)
        columns.push_back(stacked(i));
    const iop::Transform<F> transform(verifier::log_length(parameters_), work_.instructions);
    transform.encode_columns(columns, parameters_.log_stacked_height, parameters_.log_inverse_rate,
                             work_.workers, is_wanted, sink);
}

Bytes CpuCommitted::open(std::span<const std::uint32_t> positions) const
{
    const std::size_t width = layout_.width;
    std::vector<F> rows(positions.size() * width);
    std::map<std::size_t, std::vector<Hash>> subtrees;
    std::mutex mutex;
    const auto from = [&](std::size_t first) { return std::ranges::lower_bound(positions, first); };
    encode([&](std::size_t first, std::size_t count) { return from(first) != from(first + count); },
           [&](std::size_t first, std::span<const F* const> cells, std::size_t count) {
               const auto end = from(first + count);
               for (auto next = from(first); next != end; ++next) {
                   for (std::size_t i = 0; i < width; ++i)
                       rows[static_cast<std::size_t>(next - positions.begin()) * width + i] =
                           cells[i][*next - first];
                   std::vector<Hash> levels(2 * subtree_rows());
                   const auto offset = (*next - first) / subtree_rows() * subtree_rows();
                   hash_subtree(cells, offset, levels.data());
                   const std::lock_guard lock(mutex);
                   subtrees.emplace(*next >> log_subtree_, std::move(levels));
               }
           });
    Bytes out;
    out.reserve(rows.size() * sizeof(F));
    for (const auto& cell : rows)
        iop::append_element(out, cell);
    const auto node = [&](std::size_t level, std::size_t index) -> const Hash& {
        if (level >= log_subtree_) return tree_.node(level - log_subtree_, index);
        const auto nodes = subtree_rows() >> level;  // of this level in a subtree
        return subtrees.at(index / nodes)[2 * (subtree_rows() - nodes) + index % nodes];
    };
    append(out, siblings_in(positions, log_subtree_ + tree_.levels(), node));
    return out;
}

}  // namespace archi::prover::cpu
