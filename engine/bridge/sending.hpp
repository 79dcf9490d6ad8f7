#pragma once
// The transaction that begins a transfer: a deposit, a withdrawal, a bundle, or a plain transfer.

#include "bridge/bridge.hpp"
#include "bridge/transfer_store.hpp"

namespace archi::bridge {

/// As Bridge::send. A deposit is listed at once, as soon as the L1 has it.
[[nodiscard]] Result<Hash> send_transfer(const Sending& sending,
                                         const std::vector<std::shared_ptr<chain::Chain>>& chains,
                                         const Mainland& mainland, TransferStore& store);

}  // namespace archi::bridge
