#include "state/commitment.hpp"

#include "base/assert.hpp"
#include "base/blake3.hpp"

namespace archi::state {

Hash recent_blocks_hash(std::span<const Hash> oldest_first)
{
    ARCHI_ASSERT(oldest_first.size() <= kRecentBlocks);
    Bytes preimage;
    preimage.reserve(oldest_first.size() * Hash::kSize);
    for (const auto& hash : oldest_first)
        append(preimage, hash.bytes);
    return blake3(preimage);
}

Hash commitment(const Snapshot& snapshot)
{
    Bytes preimage;
    for (const auto* head : {&snapshot.on_chain, &snapshot.off_chain}) {
        append(preimage, head->root.bytes);
        append_be(preimage, head->count, 8);
    }
    append_be(preimage, snapshot.block_number, 8);
    append(preimage, snapshot.recent_blocks.bytes);
    append_be(preimage, snapshot.timestamp, 8);
    return blake3(preimage);
}

}  // namespace archi::state
