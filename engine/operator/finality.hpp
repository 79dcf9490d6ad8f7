#pragma once
// Which block of an L1 counts as final: what comes from the L1 to a chain is taken up to there.

#include <optional>

#include "l1/client.hpp"

namespace archi::settlement {

/// Of a node that does not know the tag `finalized`: as many blocks as two epochs of Ethereum have.
inline constexpr std::uint64_t kUntaggedDepth = 64;

class Finality {
public:
    /// `depth`: so many blocks on top make a block final; nullopt: what the node tags as
    /// `finalized`.
    explicit Finality(std::optional<std::uint64_t> depth) : depth_(depth) {}

    /// The last final block when `head` is the newest; never past it, and never back but with it.
    /// A tag beyond the head is a lie: the block then counts by kUntaggedDepth.
    /// Errors: those of the client, but for nodes that refuse the tag.
    [[nodiscard]] Result<std::uint64_t> last(l1::Client& client, std::uint64_t head);

private:
    std::optional<std::uint64_t> depth_;
    std::uint64_t highest_ = 0;
};

}  // namespace archi::settlement
