#pragma once
// The second part of the demo: money goes between the mainland and two islands.

#include <functional>

#include "cli/session.hpp"
#include "node/control.hpp"

namespace archi::cli {

/// The island beside the demo's chain: a validium.
inline constexpr const char* kSecondChain = "nassau";

/// Makes and starts it where the world has an L1, and says so.
[[nodiscard]] Result<bool> make_second_chain(const Session& session, node::Control& control);

/// Sends ether from the mainland to an island, between islands both ways, and back, until all has
/// arrived; `say` hears of each. Gives the transfers. Errors: those of sending; kUnavailable if
/// one does not arrive in time.
[[nodiscard]] Result<std::vector<bridge::Transfer>> cross_bridges(
    node::Control& control, const std::function<void(const std::string&)>& say);

}  // namespace archi::cli
