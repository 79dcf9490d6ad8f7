#pragma once
// Batches as the command line shows them and waits for them.

#include <chrono>

#include "cli/commands.hpp"
#include "node/batches.hpp"

namespace archi::cli {

inline constexpr std::chrono::milliseconds kSettledPatience{120'000};

/// A line of totals, then each batch with its transactions on the L1.
[[nodiscard]] std::string batch_table(const node::BatchList& list);

/// Waits until every batch that is sealed or open now is executed on the L1.
/// Errors: kUnsupported for a chain without an L1; kUnavailable after `patience`.
[[nodiscard]] Result<void> wait_settled(node::Control& control, const std::string& chain,
                                        std::chrono::milliseconds patience);

}  // namespace archi::cli
