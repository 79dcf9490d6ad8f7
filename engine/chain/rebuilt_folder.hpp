#pragma once
// The folder of a chain that was made again from its L1: it runs on from there. Its history begins
// with the state after each published batch; blocks and transactions before are not published.

#include <filesystem>
#include <memory>
#include <stop_token>

#include "chain/rebuild.hpp"

namespace archi::chain {

class Ledger;

class RebuiltFolder {
public:
    /// Makes chain.db in `folder`, with block 0 and all entries of the L1 queue.
    /// Errors: kAlreadyExists if there is one; those of the system and of Chain::enqueue.
    [[nodiscard]] static Result<RebuiltFolder> create(const std::filesystem::path& folder,
                                                      const Config& config,
                                                      std::span<const QueueEntry> queue);
    ~RebuiltFolder();
    RebuiltFolder(const RebuiltFolder&) = delete;
    RebuiltFolder& operator=(const RebuiltFolder&) = delete;
    RebuiltFolder(RebuiltFolder&&) noexcept;
    RebuiltFolder& operator=(RebuiltFolder&&) noexcept;

    /// Stores the next batch. Errors: kInvalidArgument where it takes entries of the queue that
    /// are not there; those of the system.
    [[nodiscard]] Result<void> append(const AppliedBatch& batch, bytes_view pubdata);

private:
    explicit RebuiltFolder(std::unique_ptr<Ledger> ledger);
    std::unique_ptr<Ledger> ledger_;
};

/// Opens the chain as any other, which compares each batch's commitment with the tree that its
/// changes give, and lets it make one further block. `settled`: what the L1 has of it.
/// Errors: those of Chain::open; kUnavailable if `stop` is requested or no block comes.
[[nodiscard]] Result<Block> seal_further_block(const std::filesystem::path& folder, Config config,
                                               const Settled& settled,
                                               const std::stop_token& stop = {});

}  // namespace archi::chain
