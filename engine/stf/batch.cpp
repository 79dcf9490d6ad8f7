#include "stf/batch.hpp"

#include <algorithm>

#include "base/blake3.hpp"
#include "base/hash_map.hpp"
#include "stf/batch_run.hpp"

namespace archi::stf {
namespace {

/// The state as the witness shows it. What the witness lacks reads as zero and is remembered.
class WitnessReader final : public state::Reader {
public:
    WitnessReader(const state::ProvenTree& tree, const std::vector<Bytes>& codes) : tree_(&tree)
    {
        for (const auto& code : codes)
            codes_.try_emplace(blake3(code), std::make_shared<const Bytes>(code));
    }

    Hash value(const Hash& key) override
    {
        const auto value = tree_->value(key);
        if (!value) lacking_ = true;
        return value.value_or(Hash{});
    }

    std::shared_ptr<const Bytes> code(const Hash& code_hash) override
    {
        const auto* code = codes_.find(code_hash);
        if (code == nullptr) lacking_ = true;
        return code == nullptr ? nullptr : *code;
    }

    [[nodiscard]] bool lacking() const { return lacking_; }

private:
    const state::ProvenTree* tree_;
    FlatMap<Hash, std::shared_ptr<const Bytes>> codes_;
    bool lacking_ = false;
};

}  // namespace

std::expected<BatchOutput, BatchError> execute_batch(const BatchInput& input)
{
    // Nothing lives in the off-chain tree yet, so no proof about it is taken.
    if (input.off_chain != state::Multiproof{}) return std::unexpected(BatchError::kWitness);
    const auto tree = state::ProvenTree::open(input.on_chain, input.before.on_chain);
    if (!tree) return std::unexpected(BatchError::kWitness);

    WitnessReader reader(*tree, input.codes);
    World world(reader, nullptr);
    auto run = run_blocks(input, reader, world);
    // First what was read: an execution on zeros that stand for nothing says nothing.
    if (reader.lacking() || world.broken()) return std::unexpected(BatchError::kWitness);
    if (!run) return std::unexpected(run.error());

    const auto changes = world.changes();
    const auto head = tree->apply(changes);
    if (!head) return std::unexpected(BatchError::kWitness);
    auto summary = summary_of(input, std::move(*run), world);
    summary.after.on_chain = *head;
    summary.differences =
        state::differences_of(changes, [&tree](const Hash& key) { return tree->index_of(key); });
    return summarize(summary);
}

std::vector<state::Change> merge_changes(std::span<const std::vector<state::Change>> blocks)
{
    FlatMap<Hash, state::Change> merged;
    for (const auto& block : blocks)
        for (const auto& change : block)
            merged.try_emplace(change.key, change).first.after = change.after;

    std::vector<state::Change> changes;
    for (const auto& [key, change] : merged)
        if (change.before != change.after) changes.push_back(change);
    std::ranges::sort(changes,
                      [](const state::Change& a, const state::Change& b) { return a.key < b.key; });
    return changes;
}

}  // namespace archi::stf
