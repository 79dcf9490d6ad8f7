#include "state/insertion.hpp"

#include <algorithm>

namespace archi::state {

namespace {

/// The floors of ascending keys ascend: a leaf touched before is the last one touched.
Leaf& touched_leaf(std::vector<IndexedLeaf>& changed, const IndexedLeaf& floor)
{
    if (changed.empty() || changed.back().index != floor.index) changed.push_back(floor);
    return changed.back().leaf;
}

}  // namespace

std::optional<TouchedLeaves> touch(std::span<const Change> changes, std::uint64_t count,
                                   const Floor& floor)
{
    std::vector<const Change*> by_key;
    by_key.reserve(changes.size());
    for (const auto& change : changes)
        by_key.push_back(&change);
    std::ranges::sort(by_key, [](const Change* a, const Change* b) { return a->key < b->key; });

    TouchedLeaves touched;
    for (std::size_t i = 0; i < by_key.size(); ++i) {
        const auto& change = *by_key[i];
        if (i > 0 && by_key[i - 1]->key == change.key) return std::nullopt;
        const auto found = floor(change.key);
        if (!found) return std::nullopt;
        const auto& [key, value, next] = found->leaf;
        const bool present = key == change.key;
        if (change.before != (present ? value : Hash{})) return std::nullopt;
        if (!present && (change.key < key || change.key >= next)) return std::nullopt;
        if (change.after == change.before) continue;
        if (present) {
            touched_leaf(touched.changed, *found).value = change.after;
            continue;
        }
        // Keys appended to the same gap follow one another; the first of them follows the floor.
        auto& appended = touched.appended;
        auto& before = !appended.empty() && appended.back().leaf.key > key
                           ? appended.back().leaf
                           : touched_leaf(touched.changed, *found);
        const Leaf leaf{.key = change.key, .value = change.after, .next = before.next};
        before.next = change.key;
        appended.push_back({.index = count + appended.size(), .leaf = leaf});
    }
    std::ranges::sort(touched.changed,
                      [](const IndexedLeaf& a, const IndexedLeaf& b) { return a.index < b.index; });
    return touched;
}

}  // namespace archi::state
