#pragma once
// The engine's values as Ethereum's JSON: private to this library.
// Source: execution-apis, schemas; geth where they leave room.

#include <optional>

#include "chain/chain.hpp"
#include "rpc/answer.hpp"

namespace archi::rpc {

[[nodiscard]] json::string to_json(const u256& quantity);
[[nodiscard]] json::string to_json(bytes_view bytes);

/// The account that a word on the stack names.
[[nodiscard]] inline Address address_of(const u256& word)
{
    return fixed<Address>(bytes_view(word.to_be().bytes).last(Address::kSize));
}

/// `block` null: still in the mempool.
[[nodiscard]] json::object transaction_json(const stf::SignedTransaction& transaction,
                                            const chain::BlockRecord* block, std::size_t index);

/// `first_log`: logs of the block's transactions before this one.
[[nodiscard]] json::object receipt_json(const chain::BlockRecord& block, std::size_t index,
                                        std::size_t first_log);
/// All receipts of a block, written; linear in their number.
[[nodiscard]] Json receipts_json(const chain::BlockRecord& block);
/// nullopt if the transaction is in no block.
[[nodiscard]] std::optional<json::object> receipt_of(const chain::Chain& chain,
                                                     const Hash& transaction);

[[nodiscard]] json::object log_json(const chain::BlockRecord& block, std::size_t transaction,
                                    const evm::Log& log, std::size_t index_in_block);

/// The header's fields, as newHeads sends them too.
[[nodiscard]] json::object header_json(const chain::BlockRecord& block);
/// A whole block with its transactions, or their hashes only.
[[nodiscard]] Json block_json(const chain::BlockRecord& block, bool with_transactions);

/// Writes `count` elements, one after the other, as an array.
template <typename Element>
[[nodiscard]] std::string array_text(std::size_t count, Element element)
{
    std::string text = "[";
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += ',';
        text += json::serialize(element(i));
    }
    return text += ']';
}

}  // namespace archi::rpc
