#pragma once
// The blocks of a batch, executed in one world: shared by the proof and by the making of a witness.

#include "stf/batch.hpp"
#include "stf/world.hpp"

namespace archi::stf {

struct BatchRun {
    std::vector<Hash> block_hashes;
    Header last_block;
    Hash recent_blocks;  ///< as the snapshot after the batch has it
    std::uint64_t cycles = 0;
    Hash queue_hash = kEmptyKeccak;
    std::uint64_t queue_count = 0;
    Crossings crossings;
    Hash accumulator_before;
    Hash accumulator_after;
};

/// `world` is over `state`, the state at the batch's start. The witness itself is not looked at.
/// Errors: all but kWitness, which is the caller's to find when the world or the state is broken.
[[nodiscard]] std::expected<BatchRun, BatchError> run_blocks(const BatchInput& input,
                                                             state::Reader& state, World& world);

/// The last step: everything but the head of the tree after it.
[[nodiscard]] BatchSummary summary_of(const BatchInput& input, BatchRun run, const World& world);

}  // namespace archi::stf
