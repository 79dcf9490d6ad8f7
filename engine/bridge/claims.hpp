#pragma once
// Withdrawals whose batches are executed: their money is fetched on the L1 for whom they name.

#include "bridge/lookout.hpp"
#include "l1/account.hpp"
#include "l1/deployment.hpp"

namespace archi::bridge {

/// Claims what can be claimed of the unfinished withdrawals. `account` pays for it. True if
/// anything was. Errors: those of the L1 and of the store; what the L1 refuses is noted with its
/// transfer.
[[nodiscard]] Result<bool> claim_withdrawals(TransferStore& store, Chains chains,
                                             l1::Account& account, const l1::Contracts& contracts);

}  // namespace archi::bridge
