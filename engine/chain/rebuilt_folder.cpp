#include "chain/rebuilt_folder.hpp"

#include <thread>

#include "chain/ledger.hpp"

namespace archi::chain {

namespace {

/// What a first block may take; its queue entries may fill it.
constexpr milliseconds kPatience{60'000};
constexpr milliseconds kLook{20};

}  // namespace

RebuiltFolder::RebuiltFolder(std::unique_ptr<Ledger> ledger) : ledger_(std::move(ledger)) {}
RebuiltFolder::~RebuiltFolder() = default;
RebuiltFolder::RebuiltFolder(RebuiltFolder&&) noexcept = default;
RebuiltFolder& RebuiltFolder::operator=(RebuiltFolder&&) noexcept = default;

Result<RebuiltFolder> RebuiltFolder::create(const std::filesystem::path& folder,
                                            const Config& config, std::span<const QueueEntry> queue)
{
    std::error_code error;
    if (std::filesystem::exists(folder / storage::ChainDatabase::kFileName, error))
        return failure(ErrorCode::kAlreadyExists, "there is a chain in " + folder.string());
    auto ledger = Ledger::open(folder, config);
    if (!ledger) return std::unexpected(ledger.error());
    if (!queue.empty())
        if (auto done = (*ledger)->enqueue(0, queue); !done) return std::unexpected(done.error());
    return RebuiltFolder(std::move(*ledger));
}

Result<void> RebuiltFolder::append(const AppliedBatch& batch, bytes_view pubdata)
{
    return ledger_->append_published(batch, pubdata);
}

Result<Block> seal_further_block(const std::filesystem::path& folder, Config config,
                                 const Settled& settled, const std::stop_token& stop)
{
    config.empty_block_interval = config.block_time;
    const auto chain = Chain::open(folder, config);
    if (!chain) return std::unexpected(chain.error());
    if (auto told = (*chain)->set_settled(settled); !told) return std::unexpected(told.error());
    const auto before = (*chain)->head()->header.number;
    (*chain)->start();
    for (milliseconds waited{0}; waited < kPatience && !stop.stop_requested(); waited += kLook) {
        if ((*chain)->head()->header.number > before) {
            (*chain)->stop();
            return (*chain)->block(before + 1);
        }
        if ((*chain)->state().phase == Phase::kFailed)
            return failure(ErrorCode::kCorrupt, (*chain)->state().detail);
        std::this_thread::sleep_for(kLook);
    }
    return failure(ErrorCode::kUnavailable,
                   stop.stop_requested() ? "stopped" : "no further block comes");
}

}  // namespace archi::chain
