#include "operator/follower.hpp"

#include <algorithm>

namespace archi::settlement {

Result<std::optional<std::uint64_t>> Follower::follow(l1::Client& client, const l1::Block& head)
{
    if (!known_.empty() && known_.back().number == head.number && known_.back().hash == head.hash)
        return std::nullopt;
    // Backwards from the head until a block is known.
    std::deque<Known> fresh{{head.number, head.hash}};
    auto parent = head.parent_hash;
    std::optional<std::uint64_t> fork;
    const auto is_known = [&](std::uint64_t number, const Hash& hash) {
        if (known_.empty() || number < known_.front().number || number > known_.back().number)
            return false;
        return known_[number - known_.front().number].hash == hash;
    };
    for (;;) {
        const auto number = fresh.front().number;
        if (number == 0 || is_known(number - 1, parent)) break;
        if (fresh.size() >= kWindow || known_.empty() || number <= known_.front().number) {
            fork = number;
            break;
        }
        const auto block = client.block(parent);
        if (!block) return std::unexpected(block.error());
        if (!*block || (*block)->number != number - 1)
            return failure(ErrorCode::kCorrupt, "the blocks of the L1 do not link");
        fresh.push_front({number - 1, parent});
        parent = (*block)->parent_hash;
    }
    if (fork || known_.empty()) {
        known_.clear();
        const auto window = std::min<std::uint64_t>(head.number, kWindow);
        fork = head.number - window;
    } else {
        const auto first = fresh.front().number;
        if (first <= known_.back().number) fork = first;
        while (!known_.empty() && known_.back().number >= first)
            known_.pop_back();
    }
    known_.insert(known_.end(), fresh.begin(), fresh.end());
    while (known_.size() > kWindow)
        known_.pop_front();
    return fork;
}

}  // namespace archi::settlement
