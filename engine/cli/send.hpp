#pragma once
// Transfers between chains, for whoever waits for them or reads them.

#include <chrono>
#include <string>

#include "bridge/transfer.hpp"
#include "node/control.hpp"

namespace archi::cli {

/// Until the transfer that `transaction` sent has reached `stage`. Errors: kUnavailable after
/// `patience`, kInvalidArgument if it failed.
[[nodiscard]] Result<bridge::Transfer> wait_for(node::Control& control, const Hash& transaction,
                                                bridge::Stage stage,
                                                std::chrono::milliseconds patience);

/// One line each: what, between whom, the stages with their seconds since it was sent.
[[nodiscard]] std::string transfer_table(const std::vector<bridge::Transfer>& transfers,
                                         const node::WorldSnapshot& world);

}  // namespace archi::cli
