#pragma once
// Reading what eth_call and friends are asked: private to this library.

#include <vector>

#include "rpc/context.hpp"

namespace archi::rpc {

/// The transaction object, with `call_gas` of the limits as gas if it names none (never more).
[[nodiscard]] stf::CallRequest read_call_request(const Context& context, const Input& object);

/// geth's state override set. At most 1,000 slots in all.
[[nodiscard]] std::vector<stf::AccountOverride> read_state_overrides(const Input& set);

/// The context calls on `block` see, with geth's block overrides applied.
[[nodiscard]] evm::BlockContext read_block_context(const Context& context,
                                                   const chain::BlockRecord& block,
                                                   const Input& overrides);

[[nodiscard]] std::vector<stf::AccessListEntry> read_access_list(const Input& list);

}  // namespace archi::rpc
