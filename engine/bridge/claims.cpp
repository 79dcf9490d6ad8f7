#include "bridge/claims.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "chain/unix_time.hpp"
#include "stf/crossings.hpp"

namespace archi::bridge {
namespace {

constexpr std::chrono::seconds kPatience{60};
/// Version 1, path of 14, no batch path, final (contracts/src/chain/MessageProof.sol).
constexpr std::array<std::uint8_t, 4> kMetadata = {1, 14, 0, 1};

struct Claim {
    std::size_t index = 0;   ///< in the batch's tree
    abi::Encoder arguments;  ///< FinalizeL1DepositParams of Nullifier.sol
};

Result<Claim> claim_of(const chain::Chain& chain, const Passage& passage,
                       const chain::BatchRecord& batch)
{
    const auto crossings = chain.crossings(batch.number);
    if (!crossings) return std::unexpected(crossings.error());
    const auto& logs = crossings->logs();
    auto number = chain.message_count(batch.first_block - 1);
    std::size_t index = 0;
    for (; index < logs.size(); ++index)
        if (logs[index].is_message() && number++ == passage.message) break;
    if (index == logs.size())
        return failure(ErrorCode::kCorrupt, "the withdrawal's message is not in its batch");
    const auto& log = logs[index];
    Hash metadata;
    std::ranges::copy(kMetadata, metadata.begin());
    std::vector<u256> proof = {u256::from_be(metadata.bytes)};
    for (const auto& sibling : stf::message_tree_path(logs, index))
        proof.push_back(u256::from_be(sibling.bytes));
    Claim claim{.index = index, .arguments = {}};
    auto& arguments = claim.arguments;
    arguments.add(u256{chain.config().chain_id}).add(u256{batch.number}).add(u256{index});
    arguments.add(log.message_sender()).add(u256{log.transaction});
    arguments.add_bytes(log.message).add_array(proof);
    return claim;
}

Result<bool> is_claimed(l1::Client& client, const Address& nullifier, const chain::Chain& chain,
                        const chain::BatchRecord& batch, std::size_t index)
{
    const auto outcome =
        client.call({.to = nullifier,
                     .data = abi::Encoder("isWithdrawalFinalized(uint256,uint256,uint256)")
                                 .add(u256{chain.config().chain_id})
                                 .add(u256{batch.number})
                                 .add(u256{index})
                                 .finish()});
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    return answer.boolean() && answer.finish().has_value();
}

}  // namespace

Result<bool> claim_withdrawals(TransferStore& store, Chains chains, l1::Account& account,
                               const l1::Contracts& contracts)
{
    auto unfinished = store.unfinished();
    if (!unfinished) return std::unexpected(unfinished.error());
    bool is_news = false;
    for (auto& passage : *unfinished) {
        auto& transfer = passage.transfer;
        if (transfer.to_chain != account.chain_id() || transfer.step(Stage::kArrived) ||
            !transfer.step(Stage::kSettled))
            continue;
        const auto chain = chain_with(chains, transfer.from_chain);
        const auto block = chain ? chain->block(passage.block) : nullptr;
        const auto batch = block ? chain->batch(block->batch) : std::nullopt;
        if (!batch) continue;
        const auto claim = claim_of(*chain, passage, *batch);
        if (!claim) return std::unexpected(claim.error());
        const auto claimed =
            is_claimed(account.client(), contracts.nullifier, *chain, *batch, claim->index);
        if (!claimed) return std::unexpected(claimed.error());
        const auto receipt =
            *claimed
                ? Result<l1::Receipt>{}
                : account.run(
                      {.to = contracts.nullifier,
                       .data = abi::Encoder(
                                   "finalizeDeposit((uint256,uint256,uint256,address,uint16,bytes,"
                                   "bytes32[]))")
                                   .add_dynamic(claim->arguments)
                                   .finish()},
                      kPatience);
        if (receipt) {
            transfer.step(Stage::kArrived) = {chain::unix_ms(), receipt->transaction};
            transfer.fate = Fate::kArrived;
            transfer.reason.clear();
        } else if (receipt.error().code == ErrorCode::kInvalidArgument) {
            // The L1 refuses it: told once, tried again.
            if (transfer.reason == receipt.error().sentence) continue;
            transfer.reason = receipt.error().sentence;
        } else {
            return std::unexpected(receipt.error());
        }
        if (auto done = store.put(passage); !done) return std::unexpected(done.error());
        is_news = true;
    }
    return is_news;
}

}  // namespace archi::bridge
