#pragma once
// A chain that settles on an L1 that these tests do not need.

#include <algorithm>

#include "chain_folder.hpp"
#include "stf/batch.hpp"

namespace archi::test {

inline chain::Config settling_config()
{
    auto config = small_config();
    config.settlement = {.chain_id = 31'337,
                         .base_token = keccak256(Bytes{1}),
                         .group = keccak256(Bytes{2}),
                         .epoch_seconds = 10};
    return config;
}

/// True once the batch with this transaction is sealed.
inline bool sealed(chain::Chain& chain, const Hash& hash)
{
    if (!chain.wait_for(hash, kPatience)) return false;
    const auto block = chain.find_transaction(hash);
    return comes_true([&] { return chain.last_batch() >= chain.block(block->block)->batch; });
}

/// Person 0 sends with this nonce; true once the batch with it is sealed.
inline bool send_and_seal(chain::Chain& chain, std::uint64_t nonce)
{
    const auto hash = chain.submit(sign(transfer(nonce), person(0)));
    return hash && sealed(chain, *hash);
}

/// Entry `index` of the queue: person 50 sends 1 gwei to person 51 and brings an ether.
inline chain::QueueEntry queue_entry(std::uint64_t index, std::uint64_t deadline = UINT64_MAX >> 1U)
{
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kQueued;
    transaction.nonce = index;
    transaction.max_fee = u256{kGwei};
    transaction.gas_limit = 100'000;
    transaction.to = person(51).address;
    transaction.value = u256{kGwei};
    transaction.queued = {.from = person(50).address,
                          .gas_per_pubdata = u256{800},
                          .minted = ether(1),
                          .refund_recipient = person(52).address};
    return {.raw = stf::encode(transaction), .deadline = deadline};
}

inline Hash hash_of(const chain::QueueEntry& entry)
{
    return stf::hash(entry.raw);
}

/// Every sealed batch follows from the one before, by an execution from its witness.
inline bool batches_are_sound(const chain::Chain& chain)
{
    for (std::uint64_t number = 1; number <= chain.last_batch(); ++number) {
        const auto record = chain.batch(number);
        const auto input = chain.build_witness(number);
        if (!record || !input) return false;
        const auto output = stf::execute_batch(*input);
        if (!output || output->public_input != record->public_input ||
            output->preimage != record->output || output->flows != record->flows ||
            output->pubdata != chain.pubdata(number))
            return false;
        if (number > 1 && chain.batch(number - 1)->commitment_after != record->commitment_before)
            return false;
    }
    return true;
}

}  // namespace archi::test
