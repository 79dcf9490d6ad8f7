#pragma once
// A transfer of the engine as text for people.

#include "bridge/transfer.hpp"
#include "models/chains_model.hpp"
#include "models/transfer_rows.hpp"

namespace archi::app {

/// Chains and accounts by their names in `chains` and among the test accounts, else by id and
/// address.
[[nodiscard]] TransferRow transfer_row(const bridge::Transfer& transfer, const ChainsModel& chains);

}  // namespace archi::app
