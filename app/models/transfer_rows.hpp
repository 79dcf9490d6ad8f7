#pragma once
// What lists, the map and receipts show of a transfer: copies of what the engine tells, as text.

#include <QString>
#include <array>
#include <cstdint>
#include <vector>

#include "facade/transfer_state.hpp"

namespace archi::app {

inline constexpr std::size_t kTransferStages = 5;

struct TransferStep {
    bool done = false;
    std::int64_t unix_ms = 0;
    QString transaction;  ///< 0x…, or "" where no transaction did it

    bool operator==(const TransferStep&) const = default;
};

struct TransferRow {
    QString id;          ///< 0x…, the key
    QString from_chain;  ///< its name, or its id where the world has no such chain
    QString to_chain;
    QString from;  ///< alice@mainland, 0x…@tortuga
    QString to;
    QString amount;  ///< in the asset's unit
    QString symbol;
    std::array<TransferStep, kTransferStages> steps;  ///< by TransferStage
    TransferFate::Fate fate = TransferFate::UnderWay;
    QString reason;  ///< one sentence, if it waits or failed

    bool operator==(const TransferRow&) const = default;
};

/// The last stage in order that is done; what is sent is at least that.
[[nodiscard]] TransferStage::Stage stage_of(const TransferRow& row);

/// Where its money is, from 0 (where it was sent) to 1 (where it arrives).
[[nodiscard]] double position_of(const TransferRow& row);

/// How long the arrived ones among `rows` took from `from_chain` to `to_chain`, milliseconds, the
/// shortest first.
[[nodiscard]] std::vector<std::int64_t> durations(const std::vector<TransferRow>& rows,
                                                  const QString& from_chain,
                                                  const QString& to_chain);

}  // namespace archi::app
