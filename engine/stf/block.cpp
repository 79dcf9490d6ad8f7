#include "stf/block.hpp"

#include "stf/block_execution.hpp"

namespace archi::stf {

class BlockBuilder::Implementation {
public:
    Implementation(const ChainRules& rules, state::Reader& state, const Header& parent,
                   const Hash& parent_hash, std::uint64_t timestamp, BlockHashes block_hashes,
                   CodeCache* code_cache)
        : world(state, code_cache),
          block(rules, world, parent, parent_hash, timestamp, std::move(block_hashes))
    {
    }

    World world;
    BlockExecution block;
};

BlockBuilder::BlockBuilder(const ChainRules& rules, state::Reader& state, const Header& parent,
                           const Hash& parent_hash, std::uint64_t timestamp,
                           BlockHashes block_hashes, CodeCache* code_cache)
    : implementation_(std::make_unique<Implementation>(rules, state, parent, parent_hash, timestamp,
                                                       std::move(block_hashes), code_cache))
{
}

BlockBuilder::~BlockBuilder() = default;

std::expected<Receipt, TransactionError> BlockBuilder::add(const SignedTransaction& transaction,
                                                           evm::Tracer* tracer)
{
    return implementation_->block.add(transaction, tracer);
}

std::expected<Receipt, TransactionError> BlockBuilder::set_aside(
    const SignedTransaction& transaction)
{
    return implementation_->block.set_aside(transaction);
}

std::uint64_t BlockBuilder::gas_left() const
{
    return implementation_->block.gas_left();
}

std::size_t BlockBuilder::count() const
{
    return implementation_->block.receipts().size();
}

std::uint64_t BlockBuilder::cycles() const
{
    return implementation_->block.cycles();
}

const Crossings& BlockBuilder::crossings() const
{
    return implementation_->block.crossings();
}

const Header& BlockBuilder::header() const
{
    return implementation_->block.header();
}

const evm::BlockContext& BlockBuilder::context() const
{
    return implementation_->block.context();
}

bool BlockBuilder::broken() const
{
    return implementation_->world.broken();
}

ExecutedBlock BlockBuilder::seal()
{
    auto& block = implementation_->block;
    ExecutedBlock sealed;
    sealed.hash = block.seal();
    sealed.header = block.header();
    sealed.receipts = block.take_receipts();
    sealed.changes = implementation_->world.changes();
    sealed.new_code = implementation_->world.new_code();
    sealed.cycles = block.cycles();
    return sealed;
}

}  // namespace archi::stf
