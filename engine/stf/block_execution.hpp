#pragma once
// The blocks of a world, one at a time. BlockBuilder gives each block a world of its own;
// execute_batch runs all blocks of a batch in one.

#include "stf/crossings.hpp"
#include "stf/execution.hpp"

namespace archi::stf {

class BlockExecution {
public:
    /// `world` is as after the parent, and must outlive this.
    BlockExecution(const ChainRules& rules, World& world, const Header& parent,
                   const Hash& parent_hash, std::uint64_t timestamp, BlockHashes block_hashes);

    [[nodiscard]] std::expected<Receipt, TransactionError> add(const SignedTransaction& transaction,
                                                               evm::Tracer* tracer);
    [[nodiscard]] std::expected<Receipt, TransactionError> set_aside(
        const SignedTransaction& transaction);
    [[nodiscard]] std::uint64_t gas_left() const { return header_.gas_limit - header_.gas_used; }
    [[nodiscard]] const Header& header() const { return header_; }
    [[nodiscard]] const evm::BlockContext& context() const { return context_; }
    [[nodiscard]] const std::vector<Receipt>& receipts() const { return receipts_; }
    [[nodiscard]] std::uint64_t cycles() const { return cycles_; }
    [[nodiscard]] const Crossings& crossings() const { return crossings_; }

    /// Adds its messages to the accumulator, fills in the roots and gives the block's hash.
    [[nodiscard]] Hash seal();
    /// After seal.
    [[nodiscard]] std::vector<Receipt> take_receipts() { return std::move(receipts_); }
    [[nodiscard]] Crossings take_crossings() { return std::move(crossings_); }

private:
    std::expected<Receipt, TransactionError> take(const SignedTransaction& transaction,
                                                  std::expected<Receipt, TransactionError> receipt);

    ChainRules rules_;
    World* world_;
    Header header_;
    evm::BlockContext context_;
    std::vector<Hash> transactions_;
    std::vector<Receipt> receipts_;
    Crossings crossings_;
    std::uint64_t cycles_ = 0;
};

}  // namespace archi::stf
