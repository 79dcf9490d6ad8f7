// The witness of a sealed batch, from the versions that the index keeps.

#include "chain/batch_sealer.hpp"
#include "chain/state_at.hpp"
#include "stf/entropy_stage.hpp"

namespace archi::chain {

namespace {

Result<stf::BatchInput> input_of(const Ledger& ledger, const stf::ChainRules& rules,
                                 const BatchRecord& before, const BatchRecord& record)
{
    stf::BatchInput input;
    input.rules = rules;
    input.batch_number = record.number;
    input.before = before.after;
    const auto parent = ledger.summary(record.first_block - 1);
    if (!parent) return std::unexpected(parent.error());
    auto recent = ledger.recent_hashes(record.first_block - 1);
    if (!recent) return std::unexpected(recent.error());
    if (!*parent) return failure(ErrorCode::kCorrupt, "the block before the batch is missing");
    const auto header = storage::decode_header((*parent)->header);
    if (!header) return std::unexpected(header.error());
    input.parent = *header;
    input.recent_blocks = std::move(*recent);
    for (auto number = record.first_block; number <= record.last_block; ++number) {
        const auto block = ledger.block(number);
        if (!block) return std::unexpected(block.error());
        if (!*block) return failure(ErrorCode::kCorrupt, "a block of the batch is missing");
        auto& entry = input.blocks.emplace_back();
        entry.timestamp = (*block)->header.timestamp;
        for (std::uint32_t i = 0; i < (*block)->transactions.size(); ++i) {
            entry.transactions.push_back((*block)->transactions[i].raw);
            if ((*block)->receipts[i].gas_used == 0) entry.set_aside.push_back(i);
        }
    }
    return input;
}

}  // namespace

Result<stf::BatchInput> build_witness(const Ledger& ledger, const stf::ChainRules& rules,
                                      std::uint64_t batch)
{
    const auto record = batch == 0 ? Result<std::optional<BatchRecord>>{} : ledger.batch(batch);
    if (!record) return std::unexpected(record.error());
    if (!*record)
        return failure(ErrorCode::kNotFound, "batch " + std::to_string(batch) + " is not sealed");
    if ((*record)->last_block <= ledger.published())
        return failure(ErrorCode::kNotFound,
                       "of batch " + std::to_string(batch) +
                           " only what the L1 has is known; a proof needs its transactions");
    const auto before = ledger.batch(batch - 1);
    if (!before) return std::unexpected(before.error());
    if (!*before)
        return failure(ErrorCode::kCorrupt, "batch " + std::to_string(batch - 1) + " is missing");
    auto input = input_of(ledger, rules, **before, **record);
    if (!input) return input;
    const auto published = ledger.pubdata(batch);
    if (!published) return std::unexpected(published.error());
    if (!*published) return failure(ErrorCode::kCorrupt, "the data of the batch is missing");
    input->compressed_content = stf::stream_of(**published);

    StateAt state(ledger, (*record)->first_block - 1);
    auto index = ledger.connect_index();
    if (!index) return std::unexpected(index.error());
    auto tree = storage::TreeDatabase::open_before(**index, batch, (*before)->after.on_chain.count);
    if (!tree) return std::unexpected(tree.error());
    auto complete = stf::add_witness(std::move(*input), state, **tree);
    if ((*tree)->error()) return std::unexpected(*(*tree)->error());
    if (state.error()) return std::unexpected(*state.error());
    if (!complete)
        return failure(ErrorCode::kCorrupt,
                       "batch " + std::to_string(batch) + " cannot be executed again");
    return std::move(*complete);
}

}  // namespace archi::chain
