#pragma once
// The state commitment: what a chain's whole state is, in 32 bytes. The format page is FORMAT.md.

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/bytes.hpp"

namespace archi::state {

/// Root and leaf count of one tree. The count includes the sentinel at index 0.
struct TreeHead {
    Hash root{};
    std::uint64_t count = 1;

    bool operator==(const TreeHead&) const = default;
};

/// Everything the commitment binds.
struct Snapshot {
    TreeHead on_chain;
    TreeHead off_chain;  ///< volition; the empty tree for other modes
    std::uint64_t block_number = 0;
    Hash recent_blocks{};  ///< recent_blocks_hash of the last 256 block hashes
    std::uint64_t timestamp = 0;

    bool operator==(const Snapshot&) const = default;
};

/// How many block hashes a state remembers: what BLOCKHASH can ask for.
inline constexpr std::size_t kRecentBlocks = 256;

/// BLAKE3 over the block hashes, oldest first, at most kRecentBlocks of them.
[[nodiscard]] Hash recent_blocks_hash(std::span<const Hash> oldest_first);

/// BLAKE3(root₀ ‖ count₀ ‖ root₁ ‖ count₁ ‖ block number ‖ recent_blocks ‖ timestamp); integers are
/// 8 bytes big endian.
[[nodiscard]] Hash commitment(const Snapshot& snapshot);

}  // namespace archi::state
