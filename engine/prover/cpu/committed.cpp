#include "prover/cpu/committed.hpp"

#include <algorithm>

#include "iop/host/hashing.hpp"

namespace archi::prover::cpu {

namespace {

constexpr std::size_t kPanel = 16;  // columns that are encoded together

}  // namespace

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
    std::vector<Hash> leaves(rows);
    if (layout.width != 0) {
        iop::RowHasher<F> hasher(iop::leaf_key(kind), rows, layout.width, work.instructions);
        encode([&](std::size_t panel, std::size_t first, const F* data, std::size_t count) {
            hasher.absorb(panel, first, data, count, kPanel);
        });
        hasher.digests(0, rows, leaves.data());
    }
    tree_ = DigestTree(work, std::move(leaves), verifier::cap_size(parameters));
}

void CpuCommitted::encode(const Visit& visit) const
{
    const auto height = std::size_t{1} << parameters_.log_stacked_height;
    const iop::Transform<F> transform(verifier::log_length(parameters_), work_.instructions);
    FieldBuffer panel(height * kPanel);
    for (std::size_t first = 0; first < layout_.width; first += kPanel) {
        const auto count = std::min<std::size_t>(kPanel, layout_.width - first);
        std::array<const F*, kPanel> columns{};
        for (std::size_t i = 0; i < count; ++i)
            columns[i] = stacked(first + i);
        work_.workers.for_ranges(height, std::max<std::size_t>(kPanel, kGrain),
                                 [&](std::size_t begin, std::size_t end) {
                                     transform.pack(columns.data(), count, begin, end - begin,
                                                    panel.data() + begin * kPanel);
                                 });
        transform.encode(panel.data(), parameters_.log_stacked_height, parameters_.log_inverse_rate,
                         kPanel, work_.workers,
                         [&](std::size_t row, const F* rows, std::size_t rows_count) {
                             visit(first / kPanel, row, rows, rows_count);
                         });
    }
}

Bytes CpuCommitted::open(std::span<const std::uint32_t> positions) const
{
    const std::size_t width = layout_.width;
    std::vector<F> rows(positions.size() * width);
    encode([&](std::size_t panel, std::size_t first, const F* data, std::size_t count) {
        const auto cells = std::min(kPanel, width - panel * kPanel);
        auto next = std::ranges::lower_bound(positions, first);
        for (; next != positions.end() && *next < first + count; ++next)
            std::copy_n(data + (*next - first) * kPanel, cells,
                        rows.data() + static_cast<std::size_t>(next - positions.begin()) * width +
                            panel * kPanel);
    });
    Bytes out;
    out.reserve(rows.size() * sizeof(F));
    for (const auto& cell : rows)
        iop::append_element(out, cell);
    append(out, tree_.siblings(positions));
    return out;
}

}  // namespace archi::prover::cpu
