#pragma once
// Plain transfers of the base token, signed for a test account.

#include <cstdint>

#include "base/result.hpp"
#include "base/u256.hpp"
#include "node/snapshot.hpp"

namespace archi::node {

struct Transfer {
    std::uint64_t chain_id = 0;
    std::uint64_t nonce = 0;
    u256 max_fee;  ///< wei per gas
    Address to;
    u256 value;  ///< wei
};

/// The raw EIP-1559 transaction, 21,000 gas, no tip. Errors: kInternal if the key cannot sign.
[[nodiscard]] Result<Bytes> sign_transfer(const TestAccount& from, const Transfer& transfer);

/// A max_fee that leaves room for `base_fee` to rise while the transfer is under way.
[[nodiscard]] u256 fee_with_room(const u256& base_fee);

}  // namespace archi::node
