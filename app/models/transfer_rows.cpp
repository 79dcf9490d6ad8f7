#include "models/transfer_rows.hpp"

#include <algorithm>

namespace archi::app {

TransferStage::Stage stage_of(const TransferRow& row)
{
    for (auto stage = kTransferStages; stage-- > 1;)
        if (row.steps[stage].done) return static_cast<TransferStage::Stage>(stage);
    return TransferStage::Sent;
}

double position_of(const TransferRow& row)
{
    // Between batched and proven a proof would move it; the slot proves nothing, so it waits.
    constexpr std::array<double, kTransferStages> kPositions{0, 0.2, 0.8, 0.9, 1};
    return row.fate == TransferFate::Arrived ? 1 : kPositions[stage_of(row)];
}

std::vector<std::int64_t> durations(const std::vector<TransferRow>& rows, const QString& from_chain,
                                    const QString& to_chain)
{
    std::vector<std::int64_t> all;
    for (const auto& row : rows) {
        const auto& sent = row.steps[TransferStage::Sent];
        const auto& arrived = row.steps[TransferStage::Arrived];
        if (row.from_chain == from_chain && row.to_chain == to_chain && sent.done && arrived.done)
            all.push_back(std::max<std::int64_t>(0, arrived.unix_ms - sent.unix_ms));
    }
    std::ranges::sort(all);
    return all;
}

}  // namespace archi::app
