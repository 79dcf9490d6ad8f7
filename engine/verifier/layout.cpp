#include "verifier/layout.hpp"

#include <algorithm>
#include <bit>

#include "verifier/instantiate.hpp"

namespace archi::verifier {

namespace {

/// Indices of `log_heights`, tallest first, otherwise in order.
std::vector<std::size_t> tallest_first(std::span<const unsigned> log_heights)
{
    std::vector<std::size_t> order;
    order.reserve(log_heights.size());
    unsigned tallest = 0;
    for (const auto log_height : log_heights)
        tallest = std::max(tallest, log_height);
    for (unsigned height = tallest + 1; height-- > 0;)
        for (std::size_t i = 0; i < log_heights.size(); ++i)
            if (log_heights[i] == height) order.push_back(i);
    return order;
}

}  // namespace

StackLayout stack(std::span<const unsigned> log_heights, unsigned stacked_log_height)
{
    StackLayout layout;
    layout.columns.resize(log_heights.size());
    std::size_t offset = 0;
    for (const auto i : tallest_first(log_heights)) {
        layout.columns[i] = {offset, log_heights[i]};
        offset += std::size_t{1} << log_heights[i];
    }
    const auto height = std::size_t{1} << stacked_log_height;
    layout.width = static_cast<unsigned>((offset + height - 1) / height);
    return layout;
}

template <typename E>
LeafLayout lay_out_leaves(Air<E> air, const Shape& shape, Scope scope)
{
    LeafLayout layout;
    std::vector<unsigned> log_heights;
    for (const auto& instance : shape)
        log_heights.push_back(instance.log_height);
    layout.first.resize(shape.size());
    for (const auto i : tallest_first(log_heights)) {
        layout.first[i] = layout.used;
        layout.used += std::size_t{air[shape[i].chip].interactions[scope]} << log_heights[i];
    }
    layout.log_leaves =
        static_cast<unsigned>(std::bit_width(layout.used == 0 ? 0 : layout.used - 1));
    // The point of the local leaves is where all constraints are checked.
    if (scope == kLocal) layout.log_leaves = std::max(layout.log_leaves, max_log_height(shape));
    return layout;
}

template <typename E>
void append_heights(const ChipInfo<E>& chip, const Instance& instance, iop::TreeKind kind,
                    std::vector<unsigned>& log_heights)
{
    unsigned count = 0;
    if (kind == iop::TreeKind::kProgram)
        count = chip.fixed == FixedColumns::kProgram ? chip.fixed_columns : 0;
    else if ((kind == iop::TreeKind::kEarly) == (chip.commitment == machine::Commitment::kEarly))
        count = chip.columns;
    log_heights.insert(log_heights.end(), count, instance.log_height);
}

unsigned max_log_height(const Shape& shape)
{
    unsigned tallest = 0;
    for (const auto& instance : shape)
        tallest = std::max(tallest, instance.log_height);
    return tallest;
}

#define ARCHI_INSTANTIATE(E)                                                         \
    template LeafLayout lay_out_leaves(Air<E>, const Shape&, Scope);                 \
    template void append_heights(const ChipInfo<E>&, const Instance&, iop::TreeKind, \
                                 std::vector<unsigned>&);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
