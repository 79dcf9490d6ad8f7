#include "base/trie.hpp"

#include <utility>
#include <vector>

#include "base/keccak.hpp"
#include "base/rlp.hpp"

namespace archi::trie {

namespace {

struct Entry {
    Bytes nibbles;
    bytes_view value;
};
using Entries = std::span<const Entry>;

Bytes node(Entries entries, std::size_t depth);

/// A child as it stands in its parent: the node itself if it is short, else its hash.
void add_child(rlp::Encoder& encoder, Entries entries, std::size_t depth)
{
    if (entries.empty()) {
        encoder.add(bytes_view{});
        return;
    }
    const auto encoded = node(entries, depth);
    if (encoded.size() < 32)
        encoder.add_encoded(encoded);
    else
        encoder.add(keccak256(encoded).bytes);
}

/// The encoding of the subtrie of `entries`, which agree in their first `depth` nibbles.
Bytes node(Entries entries, std::size_t depth)
{
    rlp::Encoder encoder;
    encoder.begin_list();
    const auto& first = entries.front().nibbles;
    if (entries.size() == 1) {
        encoder.add(hex_prefix(bytes_view(first).subspan(depth), true));
        encoder.add(entries.front().value);
        encoder.end_list();
        return encoder.take();
    }
    // Sorted: what the first and the last have in common, all have.
    const auto& last = entries.back().nibbles;
    auto fork = depth;
    while (fork < first.size() && fork < last.size() && first[fork] == last[fork])
        ++fork;
    if (fork > depth) {
        encoder.add(hex_prefix(bytes_view(first).subspan(depth, fork - depth), false));
        add_child(encoder, entries, fork);
        encoder.end_list();
        return encoder.take();
    }
    bytes_view value;
    if (first.size() == depth) {
        value = entries.front().value;
        entries = entries.subspan(1);
    }
    for (std::uint8_t nibble = 0; nibble < 16; ++nibble) {
        std::size_t count = 0;
        while (count < entries.size() && entries[count].nibbles[depth] == nibble)
            ++count;
        add_child(encoder, entries.first(count), depth + 1);
        entries = entries.subspan(count);
    }
    encoder.add(value);
    encoder.end_list();
    return encoder.take();
}

}  // namespace

Bytes hex_prefix(bytes_view nibbles, bool is_leaf)
{
    const bool odd = nibbles.size() % 2 != 0;
    Bytes out;
    const auto flags = static_cast<std::uint8_t>((is_leaf ? 0x20 : 0) | (odd ? 0x10 : 0));
    out.push_back(odd ? flags | nibbles[0] : flags);
    for (std::size_t i = odd ? 1 : 0; i < nibbles.size(); i += 2)
        out.push_back(static_cast<std::uint8_t>(nibbles[i] << 4 | nibbles[i + 1]));
    return out;
}

Hash root(const std::map<Bytes, Bytes>& entries)
{
    if (entries.empty()) {
        const std::uint8_t empty_string = 0x80;
        return keccak256({&empty_string, 1});
    }
    std::vector<Entry> list;
    list.reserve(entries.size());
    for (const auto& [key, value] : entries) {
        Entry entry;
        for (const auto byte : key) {
            entry.nibbles.push_back(byte >> 4);
            entry.nibbles.push_back(byte & 0x0f);
        }
        entry.value = value;
        list.push_back(std::move(entry));
    }
    return keccak256(node(list, 0));
}

}  // namespace archi::trie
