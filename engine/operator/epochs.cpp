#include "operator/epochs.hpp"

#include <algorithm>
#include <limits>

namespace archi::settlement {
namespace {

/// Sealing follows the end of an epoch at once; a batch that is later goes with the next call.
constexpr std::uint64_t kGrace = 1;

}  // namespace

std::vector<std::size_t> choose(std::span<const Line> lines, const CallLimits& limits)
{
    auto end = std::numeric_limits<std::uint64_t>::max();
    for (const auto& line : lines)
        if (line.held && *line.held < end) end = *line.held;
    std::vector<std::size_t> chosen(lines.size(), 0);
    std::size_t bytes = 0;
    std::size_t batches = 0;
    for (;;) {
        std::optional<std::size_t> next;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (chosen[i] == lines[i].ready.size()) continue;
            const auto epoch = lines[i].ready[chosen[i]].epoch;
            if (epoch < end && (!next || epoch < lines[*next].ready[chosen[*next]].epoch)) next = i;
        }
        if (!next) return chosen;
        const auto& candidate = lines[*next].ready[chosen[*next]];
        if (batches > 0 && (batches == limits.batches || bytes + candidate.bytes > limits.bytes))
            return chosen;
        ++chosen[*next];
        ++batches;
        bytes += candidate.bytes;
    }
}

bool is_over(std::uint64_t epoch, std::uint64_t epoch_seconds, std::uint64_t now)
{
    return epoch_seconds == 0 || now >= (epoch + 1) * epoch_seconds + kGrace;
}

}  // namespace archi::settlement
