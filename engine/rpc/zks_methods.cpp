// zks_: what of the ZK Stack's methods has a meaning while batches are sealed but not yet sent to
// an L1.

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"
#include "rpc/selection.hpp"
#include "state/keys.hpp"

namespace archi::rpc {
namespace {

constexpr std::size_t kMaxProofs = 1'000;

json::object snapshot_json(const state::Snapshot& snapshot)
{
    const auto tree = [](const state::TreeHead& head) {
        return json::object{{"root", to_json(head.root)}, {"leafCount", to_json(head.count)}};
    };
    return {{"onChainTree", tree(snapshot.on_chain)},
            {"offChainTree", tree(snapshot.off_chain)},
            {"blockNumber", to_json(snapshot.block_number)},
            {"last256BlockHashesBlake", to_json(snapshot.recent_blocks)},
            {"lastBlockTimestamp", to_json(snapshot.timestamp)}};
}

/// The leaf that holds the key, or the one that shows its absence: its key below, `next` above it.
json::object proof_json(const u256& slot, const Hash& key, const state::InclusionProof& proof)
{
    json::array path;
    for (const auto& sibling : proof.path)
        path.push_back(to_json(sibling));
    const auto& leaf = proof.leaf.leaf;
    const auto exists = leaf.key == key;
    return {{"key", to_json(slot.to_be())},
            {"treeKey", to_json(key)},
            {"value", to_json(exists ? leaf.value : Hash{})},
            {"proof", json::object{{"type", exists ? "existing" : "nonExisting"},
                                   {"index", to_json(proof.leaf.index)},
                                   {"leafKey", to_json(leaf.key)},
                                   {"leafValue", to_json(leaf.value)},
                                   {"nextKey", to_json(leaf.next)},
                                   {"siblings", std::move(path)}}}};
}

Answer get_proof(const Context& context, const Input& params)
{
    const auto address = params[0].address();
    const auto slots = params[1];
    const auto count = slots.size();
    if (count > kMaxProofs) slots.fail("asks for more than 1000 proofs");
    std::vector<u256> words;
    std::vector<Hash> keys;
    for (std::size_t i = 0; i < count && !params.failed(); ++i) {
        words.push_back(slots[i].word());
        keys.push_back(state::storage_key(address, words.back()));
    }
    const auto batch = params[2].present() ? params[2].u64() : context.chain.last_batch();
    if (params.failed()) return params.error();

    const auto proven = context.chain.prove(keys);
    if (!proven) return call_error(proven.error());
    const auto& [record, proofs] = *proven;
    if (record.number != batch)
        return server_error("proofs exist for the last sealed batch only, which is " +
                            std::to_string(record.number));
    json::array list;
    for (std::size_t i = 0; i < proofs.size(); ++i)
        list.push_back(proof_json(words[i], keys[i], proofs[i]));
    return written(json::object{{"address", to_json(address)},
                                {"batchNumber", to_json(record.number)},
                                {"stateCommitment", to_json(record.commitment_after)},
                                {"stateCommitmentPreimage", snapshot_json(record.after)},
                                {"storageProofs", std::move(list)}});
}

Answer last_batch(const Context& context, const Input&)
{
    return quantity(context.chain.last_batch());
}

Answer batch_range(const Context& context, const Input& params)
{
    const auto number = params[0].u64();
    if (params.failed()) return params.error();
    const auto batch = context.chain.batch(number);
    if (!batch) return written(nullptr);
    return written(json::array{to_json(batch->first_block), to_json(batch->last_block)});
}

/// Steps on an L1 that have not happened.
void add_steps(json::object& out)
{
    for (const auto* name :
         {"commitTxHash", "committedAt", "proveTxHash", "provenAt", "executeTxHash", "executedAt"})
        out[name] = nullptr;
}

Answer block_details(const Context& context, const Input& params)
{
    const auto number = params[0].u64();
    if (params.failed()) return params.error();
    const auto block = context.chain.block(number);
    if (!block) return written(nullptr);
    json::object out{{"number", number},
                     {"l1BatchNumber", block->batch},
                     {"timestamp", block->header.timestamp},
                     {"l1TxCount", 0},
                     {"l2TxCount", block->transactions.size()},
                     {"rootHash", to_json(block->hash)},
                     {"status", "sealed"},
                     {"operatorAddress", to_json(block->header.coinbase)}};
    add_steps(out);
    return written(out);
}

Answer batch_details(const Context& context, const Input& params)
{
    const auto number = params[0].u64();
    if (params.failed()) return params.error();
    const auto batch = context.chain.batch(number);
    if (!batch) return written(nullptr);
    json::object out{{"number", number},
                     {"timestamp", batch->after.timestamp},
                     {"l1TxCount", 0},
                     {"l2TxCount", batch->transactions},
                     {"rootHash", to_json(batch->commitment_after)},
                     {"status", "sealed"}};
    add_steps(out);
    return written(out);
}

Answer transaction_details(const Context& context, const Input& params)
{
    const auto hash = params[0].hash();
    if (params.failed()) return params.error();
    const auto pooled = context.chain.pooled(hash);
    const auto place = context.chain.find_transaction(hash);
    const auto block = place ? context.chain.block(place->block) : nullptr;
    if (!block && !pooled) return written(nullptr);
    json::object out{{"isL1Originated", false},
                     {"ethCommitTxHash", nullptr},
                     {"ethProveTxHash", nullptr},
                     {"ethExecuteTxHash", nullptr}};
    if (block) {
        const auto& receipt = block->receipts[place->index];
        out["status"] = receipt.success ? "included" : "failed";
        out["fee"] = to_json(receipt.effective_gas_price * receipt.gas_used);
        out["initiatorAddress"] = to_json(block->transactions[place->index].sender);
    } else {
        out["status"] = "pending";
        out["initiatorAddress"] = to_json(pooled->sender);
    }
    return written(out);
}

constexpr Method kMethods[] = {
    {"zks_getProof", get_proof},
    {"zks_L1BatchNumber", last_batch},
    {"zks_getL1BatchBlockRange", batch_range},
    {"zks_getL1BatchDetails", batch_details},
    {"zks_getBlockDetails", block_details},
    {"zks_getTransactionDetails", transaction_details},
};

}  // namespace

std::span<const Method> zks_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
