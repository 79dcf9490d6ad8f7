#pragma once
// The newest blocks of an L1, by their hashes: notices when some of them are replaced.

#include <deque>
#include <optional>

#include "l1/client.hpp"

namespace archi::settlement {

class Follower {
public:
    /// Reorganizations deeper than this are noticed, but not how deep they are.
    static constexpr std::size_t kWindow = 256;

    /// Follows to `head`. Gives the number of the first block that is another one than it was;
    /// nullopt if there is none. When first called, and after a gap beyond the window, all of the
    /// window counts as other. Errors: those of the client; kCorrupt where blocks do not link.
    [[nodiscard]] Result<std::optional<std::uint64_t>> follow(l1::Client& client,
                                                              const l1::Block& head);

private:
    struct Known {
        std::uint64_t number = 0;
        Hash hash;
    };
    std::deque<Known> known_;  ///< consecutive
};

}  // namespace archi::settlement
