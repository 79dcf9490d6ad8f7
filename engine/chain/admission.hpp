#pragma once
// What a transaction must satisfy whatever the state is: checked before the mempool looks at it.

#include <optional>

#include "stf/block.hpp"

namespace archi::chain {

/// The reason why no block of this chain could ever include `transaction`, or nullopt.
[[nodiscard]] std::optional<stf::TransactionError> never_includable(
    const stf::Transaction& transaction, const stf::ChainRules& rules);

}  // namespace archi::chain
