#include "operator/finality.hpp"

#include <algorithm>

namespace archi::settlement {

Result<std::uint64_t> Finality::last(l1::Client& client, std::uint64_t head)
{
    auto depth = depth_.value_or(kUntaggedDepth);
    if (!depth_) {
        const auto tagged = client.block(l1::Tag::kFinalized);
        if (!tagged && tagged.error().code != ErrorCode::kUnavailable)
            return std::unexpected(tagged.error());
        if (tagged && *tagged && (*tagged)->number <= head) depth = head - (*tagged)->number;
    }
    highest_ = std::max(highest_, head - std::min(head, depth));
    return std::min(highest_, head);
}

}  // namespace archi::settlement
