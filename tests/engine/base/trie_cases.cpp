#include "base/trie.hpp"

#include <string_view>

#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "base/rlp.hpp"
#include "cases/case.hpp"

namespace archi::trie {

namespace {

Bytes text(std::string_view characters)
{
    return {characters.begin(), characters.end()};
}

Hash hash(std::string_view digits)
{
    return *hex::decode_fixed<Hash>(digits);
}

}  // namespace

CASE(trie, an_empty_trie_is_the_hash_of_the_empty_string_in_rlp)
{
    CHECK(root({}) == hash("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
}

CASE(trie, one_entry_is_one_leaf)
{
    rlp::Encoder leaf;
    leaf.begin_list();
    leaf.add(hex_prefix(Bytes{4, 1}, true)).add(text("value"));
    leaf.end_list();
    CHECK(root({{text("A"), text("value")}}) == keccak256(leaf.bytes()));
}

CASE(trie, a_key_may_be_the_beginning_of_another)
{
    // Official test "dogs" of trieanyorder.json.
    const auto dogs = root({{text("doe"), text("reindeer")},
                            {text("dog"), text("puppy")},
                            {text("dogglesworth"), text("cat")}});
    CHECK(dogs == hash("0x8aad789dff2f538bca5d8ea56e8abe10f4c7ba3a5dea95fea4cd6e7c3a1168d3"));
}

CASE(trie, short_nodes_stand_in_their_parents)
{
    // Official test "smallValues" of trieanyorder.json.
    const auto small =
        root({{text("be"), text("e")}, {text("dog"), text("puppy")}, {text("bed"), text("d")}});
    CHECK(small == hash("0x3f67c7a47520f79faa29255d2d3c084a7a6df0453116ed7232ff10277a8be68b"));
}

CASE(trie, each_byte_of_keys_and_values_counts)
{
    std::map<Bytes, Bytes> entries;
    for (int i = 0; i < 40; ++i) {
        Bytes key(4);
        for (auto& byte : key)
            byte = static_cast<std::uint8_t>(context.random());
        entries[key] = Bytes{static_cast<std::uint8_t>(1 + context.random() % 255)};
    }
    const auto before = root(entries);
    for (auto& [key, value] : entries) {
        value[0] ^= 0xff;
        if (value[0] != 0) CHECK(root(entries) != before);
        value[0] ^= 0xff;
        auto fewer = entries;
        fewer.erase(key);
        CHECK(root(fewer) != before);
    }
    CHECK(root(entries) == before);
}

CASE(trie, hex_prefix_tells_parity_and_end)
{
    CHECK((hex_prefix(Bytes{1, 2, 3, 4, 5}, false) == Bytes{0x11, 0x23, 0x45}));
    CHECK((hex_prefix(Bytes{0, 1, 2, 3, 4, 5}, false) == Bytes{0x00, 0x01, 0x23, 0x45}));
    CHECK((hex_prefix(Bytes{15, 1, 12, 11, 8}, true) == Bytes{0x3f, 0x1c, 0xb8}));
    CHECK((hex_prefix(Bytes{}, true) == Bytes{0x20}));
}

}  // namespace archi::trie
