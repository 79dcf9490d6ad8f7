#include "chain/message_tree.hpp"

#include <algorithm>
#include <bit>

#include "base/assert.hpp"
#include "stf/accumulator.hpp"

namespace archi::chain {

namespace {

/// The largest power of two below `count`. Requires count > 1.
std::uint64_t split(std::uint64_t count)
{
    return std::bit_floor(count - 1);
}

}  // namespace

void MessageTree::append(const Hash& leaf)
{
    const std::scoped_lock lock(mutex_);
    levels_[0].push_back(leaf);
    for (std::size_t height = 0; levels_[height].size() % 2 == 0; ++height) {
        if (height + 1 == levels_.size()) levels_.emplace_back();
        const auto& below = levels_[height];
        levels_[height + 1].push_back(
            stf::message_node(below[below.size() - 2], below[below.size() - 1]));
    }
}

void MessageTree::truncate(std::uint64_t count)
{
    const std::scoped_lock lock(mutex_);
    for (std::size_t height = 0; height < levels_.size(); ++height)
        levels_[height].resize(std::min<std::size_t>(levels_[height].size(), count >> height));
}

std::uint64_t MessageTree::size() const
{
    const std::scoped_lock lock(mutex_);
    return levels_[0].size();
}

Hash MessageTree::subtree(std::uint64_t begin, std::uint64_t end) const
{
    const auto count = end - begin;
    if (std::has_single_bit(count)) {
        const auto height = static_cast<std::size_t>(std::countr_zero(count));
        return levels_[height][begin >> height];
    }
    const auto middle = begin + split(count);
    return stf::message_node(subtree(begin, middle), subtree(middle, end));
}

Hash MessageTree::root(std::uint64_t count) const
{
    const std::scoped_lock lock(mutex_);
    ARCHI_ASSERT(count <= levels_[0].size());
    return count == 0 ? Hash{} : subtree(0, count);
}

std::vector<Hash> MessageTree::inclusion(std::uint64_t index, std::uint64_t count) const
{
    const std::scoped_lock lock(mutex_);
    ARCHI_ASSERT(index < count && count <= levels_[0].size());
    std::vector<Hash> path;
    std::uint64_t begin = 0;
    auto end = count;
    while (end - begin > 1) {
        const auto middle = begin + split(end - begin);
        path.push_back(index < middle ? subtree(middle, end) : subtree(begin, middle));
        (index < middle ? end : begin) = middle;
    }
    std::ranges::reverse(path);
    return path;
}

std::vector<Hash> MessageTree::consistency(std::uint64_t older, std::uint64_t newer) const
{
    const std::scoped_lock lock(mutex_);
    ARCHI_ASSERT(older <= newer && newer <= levels_[0].size());
    std::vector<Hash> path;
    if (older == 0 || older == newer) return path;
    std::uint64_t begin = 0;
    auto end = newer;
    bool is_whole = true;  // the older tree is a subtree that the verifier knows
    while (older != end) {
        const auto middle = begin + split(end - begin);
        if (older <= middle) {
            path.push_back(subtree(middle, end));
            end = middle;
        } else {
            path.push_back(subtree(begin, middle));
            begin = middle;
            is_whole = false;
        }
    }
    if (!is_whole) path.push_back(subtree(begin, end));
    std::ranges::reverse(path);
    return path;
}

}  // namespace archi::chain
