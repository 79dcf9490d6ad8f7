#pragma once
// Calls that leave no trace, on a chain's newest state.

#include "chain/chain.hpp"

namespace archi::bridge {

/// What the call comes to. Errors: kInvalidArgument if it cannot begin (no money, too little gas).
[[nodiscard]] Result<evm::CallResult> simulate(const chain::Chain& chain,
                                               const stf::CallRequest& request);

/// What `to` answers. Errors: kCorrupt if the call fails.
[[nodiscard]] Result<Bytes> view(const chain::Chain& chain, const Address& to, bytes_view data);

}  // namespace archi::bridge
