#include "naive_tree.hpp"

#include "base/blake3.hpp"

namespace archi::state::test {

void NaiveTree::apply(const std::map<Hash, Hash>& values)
{
    for (const auto& [key, value] : values) {
        if (!values_.contains(key)) {
            if (value.is_zero()) continue;
            order_.push_back(key);
        }
        values_[key] = value;
    }
}

Hash NaiveTree::value(const Hash& key) const
{
    const auto found = values_.find(key);
    return found == values_.end() ? Hash{} : found->second;
}

TreeHead NaiveTree::head() const
{
    Hash last;
    last.bytes.fill(0xff);
    std::vector<Hash> keys{Hash{}};
    keys.insert(keys.end(), order_.begin(), order_.end());
    std::vector<Hash> level;
    for (const auto& key : keys) {
        const auto next = values_.upper_bound(key);
        Bytes leaf;
        append(leaf, key.bytes);
        append(leaf, value(key).bytes);
        append(leaf, (next == values_.end() ? last : next->first).bytes);
        level.push_back(blake3(leaf));
    }
    while (level.size() > 1) {
        std::vector<Hash> above;
        for (std::size_t i = 0; i < level.size(); i += 2) {
            Bytes pair;
            append(pair, level[i].bytes);
            append(pair, (i + 1 < level.size() ? level[i + 1] : Hash{}).bytes);
            above.push_back(blake3(pair));
        }
        level = std::move(above);
    }
    return {.root = level.front(), .count = keys.size()};
}

Hash random_hash(cases::Context& context)
{
    Hash hash;
    for (auto& byte : hash)
        byte = static_cast<std::uint8_t>(context.random());
    return hash;
}

Hash key_of(std::uint8_t first, std::uint8_t last)
{
    Hash key;
    key[0] = first;
    key[31] = last;
    return key;
}

Hash random_key(cases::Context& context, unsigned range)
{
    Bytes number;
    append_be(number, context.random() % range, 8);
    return blake3(number);
}

std::vector<Change> random_changes(cases::Context& context, const NaiveTree& tree, unsigned count,
                                   unsigned range)
{
    std::map<Hash, Hash> values;
    for (unsigned i = 0; i < count; ++i)
        values[random_key(context, range)] =
            context.random() % 5 == 0 ? Hash{} : random_hash(context);
    std::vector<Change> changes;
    for (const auto& [key, value] : values)
        if (tree.value(key) != value)
            changes.push_back({.key = key, .before = tree.value(key), .after = value});
    // Any order will do: turn the list around now and then.
    if (context.random() % 2 == 0) changes = std::vector<Change>(changes.rbegin(), changes.rend());
    return changes;
}

std::map<Hash, Hash> values_of(const std::vector<Change>& changes)
{
    std::map<Hash, Hash> values;
    for (const auto& change : changes)
        values[change.key] = change.after;
    return values;
}

}  // namespace archi::state::test
