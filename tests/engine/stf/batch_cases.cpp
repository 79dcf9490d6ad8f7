// Batches: executed from a witness alone, and from no other witness.

#include <vector>

#include "base/keccak.hpp"
#include "cases/case.hpp"
#include "contracts.hpp"
#include "state/keys.hpp"

namespace archi::stf::testing {
namespace {

/// A chain with two blocks: calls, a creation, transfers, a delegation.
struct Voyage {
    std::vector<Key> rich = {make_key(1), make_key(2), make_key(3)};
    TestChain chain{rich, {contract(1, counter()), contract(2, setter())}};

    Voyage()
    {
        auto creation = call(chain, rich[1], {}, deploying(logger()));
        creation.to = std::nullopt;
        const std::vector<SignedTransaction> first = {
            sign(call(chain, rich[0], place(1)), rich[0]), sign(creation, rich[1]),
            sign(call(chain, rich[2], place(2), words(u256{9}, u256{1})), rich[2])};
        chain.block(first);
        auto delegation = chain.transfer(rich[0], small_address(0x55555), u256{5});
        delegation.kind = Kind::kSetCode;
        delegation.gas_limit = 100'000;
        delegation.authorizations = {authorize(rich[1], kChainId, place(1), 1)};
        const std::vector<SignedTransaction> second = {
            sign(delegation, rich[0]),
            sign(call(chain, rich[2], place(2), words(u256{9}, u256{0})), rich[2])};
        chain.block(second, 0);
    }
};

std::optional<BatchError> error_of(const BatchInput& input)
{
    const auto output = execute_batch(input);
    return output ? std::optional<BatchError>{} : output.error();
}

}  // namespace

CASE(batch, equals_its_blocks)
{
    Voyage voyage;
    auto& chain = voyage.chain;
    const auto input = chain.witness();
    CHECK(input.has_value());
    if (!input) return;
    const auto output = execute_batch(*input);
    CHECK(output.has_value());
    if (!output) return;
    CHECK(output->block_hashes == chain.batch_hashes);
    CHECK(output->cycles == chain.batch_cycles);
    CHECK(output->after.block_number == 2);

    // The batcher's way: what the blocks said, and the tree it keeps.
    BatchSummary summary;
    summary.rules = chain.rules;
    summary.batch_number = 1;
    summary.before = chain.snapshot;
    const auto changes = merge_changes(chain.batch_changes);
    summary.differences =
        state::differences_of(changes, [&](const Hash& key) { return chain.tree.index_of(key); });
    summary.after = {.on_chain = state::apply(chain.tree, chain.snapshot.on_chain, changes),
                     .off_chain = chain.snapshot.off_chain,
                     .block_number = chain.parent.number,
                     .recent_blocks = state::recent_blocks_hash(chain.hashes),
                     .timestamp = chain.parent.timestamp};
    for (const auto& block : chain.batch_blocks)
        summary.timestamps.push_back(block.timestamp);
    summary.block_hashes = chain.batch_hashes;
    summary.last_block = chain.parent;
    summary.new_code = chain.batch_code;
    summary.cycles = chain.batch_cycles;
    CHECK(summarize(summary) == *output);
}

CASE(batch, keeps_nothing_of_what_came_and_went)
{
    Voyage voyage;
    const auto changes = merge_changes(voyage.chain.batch_changes);
    const auto key = state::storage_key(place(2), u256{9});  // 0 → 1 → 0
    for (const auto& change : changes)
        CHECK(change.key != key);
    const auto input = voyage.chain.witness();
    const auto output = input ? execute_batch(*input) : std::unexpected(BatchError::kWitness);
    CHECK(output.has_value());
    if (!output) return;
    std::uint64_t appended = 0;
    for (const auto& change : changes)
        appended += voyage.chain.tree.index_of(change.key) ? 0 : 1;
    CHECK(output->after.on_chain.count == voyage.chain.snapshot.on_chain.count + appended);
}

CASE(batch, public_input_binds_both_commitments_and_the_output)
{
    Voyage voyage;
    const auto output = execute_batch(voyage.chain.witness().value());
    CHECK(output.has_value());
    if (!output) return;
    CHECK(output->commitment_before == state::commitment(voyage.chain.snapshot));
    CHECK(output->commitment_after == state::commitment(output->after));
    Bytes packed;
    append(packed, output->commitment_before.bytes);
    append(packed, output->commitment_after.bytes);
    append(packed, output->output_hash.bytes);
    CHECK(output->public_input == keccak256(packed));
}

CASE(batch, continues_where_the_last_one_ended)
{
    Voyage voyage;
    auto& chain = voyage.chain;
    chain.close_batch(execute_batch(chain.witness().value()).value());
    for (int i = 0; i < 3; ++i)
        chain.block(sign(call(chain, voyage.rich[0], voyage.rich[1].address), voyage.rich[0]));
    const auto output = execute_batch(chain.witness().value());
    CHECK(output.has_value());
    if (!output) return;
    CHECK(output->commitment_before == state::commitment(chain.snapshot));
    chain.close_batch(*output);
    CHECK(chain.storage(voyage.rich[1].address, {}) == u256{3});
}

CASE(batch, of_empty_blocks_is_a_batch)
{
    TestChain chain({});
    for (int i = 0; i < 300; ++i)  // more than the block hashes that are kept
        chain.block(std::span<const SignedTransaction>{});
    const auto output = execute_batch(chain.witness().value());
    CHECK(output.has_value());
    if (!output) return;
    CHECK(output->after.on_chain == chain.snapshot.on_chain);
    const std::span<const Hash> hashes = chain.hashes;
    CHECK(output->after.recent_blocks == state::recent_blocks_hash(hashes.last(256)));
    chain.close_batch(*output);
    chain.block(std::span<const SignedTransaction>{});
    CHECK(execute_batch(chain.witness().value()).has_value());
}

CASE(batch, lacking_any_leaf_sibling_or_code_is_refused)
{
    Voyage voyage;
    const auto input = voyage.chain.witness().value();
    CHECK(input.on_chain.leaves.size() > 5);
    CHECK(input.codes.size() == 2);
    for (std::size_t i = 0; i < input.on_chain.leaves.size(); ++i) {
        auto less = input;
        less.on_chain.leaves.erase(less.on_chain.leaves.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(error_of(less) == BatchError::kWitness);
    }
    for (std::size_t i = 0; i < input.on_chain.siblings.size(); ++i) {
        auto less = input;
        less.on_chain.siblings.erase(less.on_chain.siblings.begin() +
                                     static_cast<std::ptrdiff_t>(i));
        CHECK(error_of(less) == BatchError::kWitness);
    }
    for (std::size_t i = 0; i < input.codes.size(); ++i) {
        auto less = input;
        less.codes.erase(less.codes.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(error_of(less) == BatchError::kWitness);
    }
}

CASE(batch, proof_of_a_leaf_that_is_not_enough_says_lacking_instead_of_zero)
{
    // A valid proof of the same tree that covers less than the execution reads: never a default.
    Voyage voyage;
    auto& chain = voyage.chain;
    auto input = chain.witness().value();
    const std::vector<Hash> keys = {rules_key(), state::account_key(voyage.rich[0].address)};
    input.on_chain = state::prove(chain.tree, chain.snapshot.on_chain, keys, {});
    CHECK(error_of(input) == BatchError::kWitness);
}

CASE(batch, forged_values_are_refused)
{
    Voyage voyage;
    const auto input = voyage.chain.witness().value();
    for (std::size_t i = 0; i < input.on_chain.leaves.size(); ++i) {
        auto forged = input;
        forged.on_chain.leaves[i].leaf.value.bytes[31] ^= 1;
        CHECK(error_of(forged) == BatchError::kWitness);
    }
    auto forged = input;
    forged.codes[0].push_back(0);
    CHECK(error_of(forged) == BatchError::kWitness);
    forged = input;
    forged.off_chain = forged.on_chain;
    CHECK(error_of(forged) == BatchError::kWitness);
}

CASE(batch, runs_only_under_the_rules_of_genesis)
{
    Voyage voyage;
    const auto input = voyage.chain.witness().value();
    const auto refused = [&](auto&& change) {
        auto other = input;
        change(other.rules);
        return error_of(other) == BatchError::kRules;
    };
    CHECK(refused([](ChainRules& rules) { rules.chain_id ^= 1; }));
    CHECK(refused([](ChainRules& rules) { rules.block_gas_limit ^= 1; }));
    CHECK(refused([](ChainRules& rules) { rules.fee_collector.bytes[0] ^= 1; }));
    CHECK(refused([](ChainRules& rules) { rules.minimum_base_fee = {}; }));
    CHECK(refused([](ChainRules& rules) { rules.cycles_per_gas *= 2; }));
}

CASE(batch, parent_and_block_hashes_must_fit_the_snapshot)
{
    Voyage voyage;
    const auto input = voyage.chain.witness().value();
    const auto refused = [&](auto&& change) {
        auto other = input;
        change(other);
        return error_of(other) == BatchError::kParent;
    };
    CHECK(refused([](BatchInput& other) { other.parent.gas_used = 1; }));
    CHECK(refused([](BatchInput& other) { other.parent.base_fee += u256{1}; }));
    CHECK(refused([](BatchInput& other) { other.recent_blocks.clear(); }));
    CHECK(refused([](BatchInput& other) { other.recent_blocks.push_back({}); }));
    CHECK(refused([](BatchInput& other) { other.before.block_number = 1; }));
    CHECK(refused([](BatchInput& other) { other.before.timestamp += 1; }));
}

CASE(batch, poison_in_a_block_is_an_error_and_nothing_else)
{
    Voyage voyage;
    const auto input = voyage.chain.witness().value();
    const auto poisoned = [&](Bytes raw) {
        auto other = input;
        other.blocks[1].transactions.push_back(std::move(raw));
        return error_of(other);
    };
    CHECK(poisoned({}) == BatchError::kTransaction);
    CHECK(poisoned(Bytes(100, 0xff)) == BatchError::kTransaction);
    CHECK(poisoned(input.blocks[0].transactions[0]) == BatchError::kTransaction);  // replay
    for (int round = 0; round < 100; ++round) {
        Bytes noise(context.random() % 200);
        for (auto& byte : noise)
            byte = static_cast<std::uint8_t>(context.random());
        CHECK(poisoned(noise) == BatchError::kTransaction);
    }
    auto backwards = input;
    backwards.blocks[1].timestamp = backwards.blocks[0].timestamp - 1;
    CHECK(error_of(backwards) == BatchError::kBlock);
    auto none = input;
    none.blocks.clear();
    CHECK(error_of(none) == BatchError::kBlock);
}

CASE(batch, input_survives_encoding_and_no_prefix_of_it_decodes)
{
    Voyage voyage;
    const auto input = voyage.chain.witness().value();
    const auto bytes = encode(input);
    const auto decoded = decode_batch_input(bytes);
    CHECK(decoded && *decoded == input);
    for (std::size_t size = 0; size < bytes.size(); size += 7)
        CHECK(!decode_batch_input(bytes_view(bytes).first(size)));
    for (int round = 0; round < 300; ++round) {
        auto changed = bytes;
        changed[context.random() % changed.size()] ^=
            static_cast<std::uint8_t>(1U << (context.random() % 8));
        const auto other = decode_batch_input(changed);
        if (other) CHECK(encode(*other) == changed);
        if (other) static_cast<void>(execute_batch(*other));  // whatever it says, it ends
    }
}

}  // namespace archi::stf::testing
