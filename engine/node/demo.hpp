#pragma once
// The demo archipelago: today the one chain tortuga, and transfers among its test accounts.

#include <cstddef>

#include "base/result.hpp"
#include "chain/chain.hpp"
#include "node/control.hpp"

namespace archi::node {

inline constexpr const char* kDemoChain = "tortuga";

/// Makes the demo's chains in a world that is open here or elsewhere; starts none.
/// Errors: kAlreadyExists if the world has them already.
[[nodiscard]] Result<void> make_demo(Control& control, const Progress& progress = {});

/// Sends the transfer number `step` of an endless round of small payments among the test accounts,
/// signed as a wallet would. Equal steps pay equal amounts between equal accounts.
/// Errors: as chain::Chain::submit.
[[nodiscard]] Result<Hash> send_demo_transfer(chain::Chain& chain, std::size_t step);

}  // namespace archi::node
