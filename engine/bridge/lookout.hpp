#pragma once
// Reads what chains did, block by block, into the list of transfers.

#include "bridge/chains.hpp"
#include "bridge/transfer_store.hpp"

namespace archi::bridge {

/// For one thread. `store` must outlive it.
class Lookout {
public:
    explicit Lookout(TransferStore& store) : store_(store) {}

    /// Takes in the blocks that are new, of every chain, and notes which batches went further. What
    /// a chain took back is taken back. True if any transfer is new or another one now. Errors:
    /// those of the store; kCorrupt where a chain misses its own blocks.
    [[nodiscard]] Result<bool> look(Chains chains);

private:
    [[nodiscard]] Result<bool> read(const chain::Chain& chain);
    [[nodiscard]] Result<bool> follow(Chains chains);

    TransferStore& store_;
};

}  // namespace archi::bridge
