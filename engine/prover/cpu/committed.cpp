#include "prover/cpu/committed.hpp"

#include <algorithm>

#include "iop/host/hashing.hpp"

namespace archi::prover::cpu {

CpuCommitted::CpuCommitted(const Work& work, iop::TreeKind kind,
                           const verifier::StackLayout& layout,
                           std::span<const std::span<const F>> columns,
                           const iop::Parameters& parameters)
    : work_(work),
      parameters_(parameters),
      layout_(layout),
      stacked_(std::size_t{layout.width} << parameters.log_stacked_height)
{
    std::size_t used = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::ranges::copy(columns[i], stacked_.data() + layout.columns[i].offset);
        used += columns[i].size();
    }
    std::fill(stacked_.data() + used,
              stacked_.data() + (std::size_t{layout.width} << parameters.log_stacked_height), F{});

    const auto rows = std::size_t{1} << verifier::log_length(parameters);
    auto leaves = iop::make_pages<Hash>(rows);
    if (layout.width == 0) std::fill_n(leaves.get(), rows, Hash{});
    encode([](std::size_t, std::size_t) { return true; },
           [&](std::size_t first, std::span<const F* const> cells, std::size_t count) {
               iop::hash_columns(iop::leaf_key(kind), cells, count, work.instructions,
                                 leaves.get() + first);
           });
    tree_ = DigestTree(work, std::move(leaves), rows, verifier::cap_size(parameters));
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
    const auto from = [&](std::size_t first) { return std::ranges::lower_bound(positions, first); };
    encode([&](std::size_t first, std::size_t count) { return from(first) != from(first + count); },
           [&](std::size_t first, std::span<const F* const> cells, std::size_t count) {
               const auto end = from(first + count);
               for (auto next = from(first); next != end; ++next)
                   for (std::size_t i = 0; i < width; ++i)
                       rows[static_cast<std::size_t>(next - positions.begin()) * width + i] =
                           cells[i][*next - first];
           });
    Bytes out;
    out.reserve(rows.size() * sizeof(F));
    for (const auto& cell : rows)
        iop::append_element(out, cell);
    append(out, tree_.siblings(positions));
    return out;
}

}  // namespace archi::prover::cpu
