#include "stf/accumulator.hpp"

#include "base/keccak.hpp"

namespace archi::stf {
namespace {

// RFC 9162, section 2.1.1
constexpr std::uint8_t kLeafPrefix = 0;
constexpr std::uint8_t kNodePrefix = 1;

bool has_peak(std::uint64_t count, std::size_t height)
{
    return (count >> height & 1U) != 0;
}

}  // namespace

Hash message_leaf(const Address& sender, bytes_view message)
{
    Keccak256 leaf;
    leaf.update({&kLeafPrefix, 1});
    leaf.update(sender.bytes);
    leaf.update(message);
    return leaf.finish();
}

Hash message_node(const Hash& left, const Hash& right)
{
    Keccak256 node;
    node.update({&kNodePrefix, 1});
    node.update(left.bytes);
    node.update(right.bytes);
    return node.finish();
}

Hash accumulator_of(std::uint64_t count, const Hash& root)
{
    if (count == 0) return {};
    Bytes packed;
    append_be(packed, count, 8);
    append(packed, root.bytes);
    return keccak256(packed);
}

void Accumulator::append(const Hash& leaf)
{
    auto node = leaf;
    std::size_t height = 0;
    for (; has_peak(count, height); ++height)
        node = message_node(peaks[height], node);
    peaks[height] = node;
    ++count;
}

Hash Accumulator::root() const
{
    Hash root;
    bool is_first = true;
    for (std::size_t height = 0; height < kHeights; ++height) {
        if (!has_peak(count, height)) continue;
        root = is_first ? peaks[height] : message_node(peaks[height], root);
        is_first = false;
    }
    return root;
}

}  // namespace archi::stf
