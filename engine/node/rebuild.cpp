#include "node/rebuild.hpp"

#include <charconv>
#include <system_error>

#include "base/file.hpp"
#include "chain/chain_genesis.hpp"
#include "chain/published_genesis.hpp"
#include "chain/rebuilt_folder.hpp"
#include "node/layout.hpp"
#include "node/placement.hpp"
#include "node/rebuild_source.hpp"
#include "node/world.hpp"
#include "node/world_file.hpp"
#include "operator/published.hpp"
#include "operator/queue_feed.hpp"

namespace archi::node {
namespace {

namespace fs = std::filesystem;

/// Batches between two reports of progress.
constexpr std::uint64_t kStep = 16;

/// A folder that is removed at the end unless it was kept.
class Draft {
public:
    explicit Draft(fs::path path) : path_(std::move(path)) { remove(); }
    ~Draft()
    {
        if (!kept_) remove();
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }
    void keep() { kept_ = true; }

private:
    void remove()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    fs::path path_;
    bool kept_ = false;
};

Result<void> check_target(const fs::path& target)
{
    std::error_code error;
    if (fs::exists(target, error) && !fs::is_empty(target, error))
        return failure(ErrorCode::kInvalidArgument,
                       target.string() + " is not an empty folder; choose another one");
    return {};
}

/// One rebuilding: what is known so far.
class Rebuilding {
public:
    Rebuilding(l1::Client& client, const RebuildSource& source, const Progress& progress)
        : client_(client), source_(source), progress_(progress)
    {
    }

    Result<void> look(const Address& bridgehub)
    {
        tell("looking for the chain on the L1");
        const auto head = client_.block(l1::Tag::kLatest);
        if (!head) return failure("the L1 does not answer", head.error());
        if (!*head) return failure(ErrorCode::kCorrupt, "the L1 has no latest block");
        report.l1_block = (*head)->number;
        auto found =
            l1::find_published_chain(client_, bridgehub, source_.chain_id(), report.l1_block);
        if (!found) return std::unexpected(found.error());
        found_ = std::move(*found);
        auto config = chain::read_genesis(found_.genesis);
        if (!config) return std::unexpected(config.error());
        report.config = std::move(*config);
        if (!source_.name().empty()) report.config.name = source_.name();
        const auto l1_id = client_.chain_id();
        if (!l1_id) return std::unexpected(l1_id.error());
        if (report.config.chain_id != found_.id || report.config.settlement.chain_id != *l1_id)
            return failure(ErrorCode::kCorrupt,
                           "the published genesis is that of another chain or L1");
        return {};
    }

    /// Applies every committed batch, and writes the chain's folder.
    Result<void> apply(const fs::path& folder)
    {
        tell("reading its batches");
        auto publication = settlement::Publication::open(client_, found_, report.l1_block);
        if (!publication) return std::unexpected(publication.error());
        const auto& standing = publication->standing();
        report.settled = {.committed = standing.committed,
                          .verified = standing.verified,
                          .executed = standing.executed};
        const auto genesis = chain::genesis_commitment(report.config);
        if (!publication->begins_with(genesis))
            return failure(ErrorCode::kCorrupt,
                           "the published genesis is not what the chain's contract began with");
        const bool is_rollup = report.config.data_mode == chain::DataMode::kRollup;
        if (!is_rollup && standing.committed > 0 && !source_.has_data())
            return failure(ErrorCode::kUnsupported,
                           "chain " + std::to_string(found_.id) +
                               " is a validium: the L1 has the commitments of its data, not the "
                               "data, which its committee keeps; give the folder of a chain that "
                               "has them with --data-folder, and they are checked against the L1");
        auto queue = read_queue();
        if (!queue) return std::unexpected(queue.error());
        report.queue = queue->size();
        auto written = chain::RebuiltFolder::create(folder, report.config, *queue);
        if (!written) return std::unexpected(written.error());
        chain::Rebuilt rebuilt(report.config);
        auto last = settlement::stored_genesis(genesis);
        while (last.number < standing.committed) {
            auto commit = publication->next(last);
            if (!commit) return std::unexpected(commit.error());
            auto pubdata = is_rollup ? Result<Bytes>(std::move(commit->data))
                                     : source_.pubdata(commit->stored.number);
            if (!pubdata) return std::unexpected(pubdata.error());
            const auto applied = rebuilt.apply(
                {commit->output, *pubdata, commit->stored.state_commitment, commit->queue});
            if (!applied) return std::unexpected(applied.error());
            if (auto done = written->append(*applied, *pubdata); !done) return done;
            report.pubdata_bytes += pubdata->size();
            last = commit->stored;
            if (last.number % kStep == 0 || last.number == standing.committed)
                tell("batch " + std::to_string(last.number) + " of " +
                     std::to_string(standing.committed) + " applied");
        }
        report.batches = rebuilt.batches();
        report.leaves = rebuilt.snapshot().on_chain.count;
        report.commitment = rebuilt.commitment();
        return {};
    }

    Result<void> seal(const fs::path& folder)
    {
        tell("comparing commitments, sealing one further block");
        const auto block = chain::seal_further_block(folder, report.config, report.settled);
        if (!block) return std::unexpected(block.error());
        report.block = (*block)->header.number;
        report.block_hash = (*block)->hash;
        return {};
    }

    RebuildReport report;

private:
    void tell(const std::string& stage) const
    {
        if (progress_) progress_(stage);
    }

    Result<std::vector<chain::QueueEntry>> read_queue()
    {
        const auto count = settlement::count_queue(client_, found_.contract, report.l1_block);
        if (!count) return std::unexpected(count.error());
        auto from = found_.created;
        return settlement::read_queue(client_, found_.contract, 0, *count, from, report.l1_block);
    }

    l1::Client& client_;
    const RebuildSource& source_;
    const Progress& progress_;
    l1::FoundChain found_;
};

}  // namespace

Result<RebuildReport> rebuild_world(const RebuildRequest& request, const Progress& progress)
{
    if (auto free = check_target(request.target); !free) return std::unexpected(free.error());
    const auto source = RebuildSource::open(request);
    if (!source) return std::unexpected(source.error());
    auto client = l1::Client::create(request.l1);
    if (!client) return std::unexpected(client.error());
    Rebuilding rebuilding(*client, *source, progress);
    if (auto found = rebuilding.look(source->bridgehub()); !found)
        return std::unexpected(found.error());

    auto& config = rebuilding.report.config;
    const auto port = free_port(config.rpc_host, {});
    if (!port) return std::unexpected(port.error());
    config.rpc_port = *port;
    Draft draft(fs::absolute(request.target) += ".part");
    auto made = World::create(draft.path(), request.takes_over ? request.l1 : kNoL1);
    const Layout layout{draft.path()};
    const auto folder = layout.chain(config.name);
    std::error_code error;
    if (made) fs::create_directories(folder, error);
    if (made && request.takes_over) made = source->hand_over(layout);
    if (made) made = rebuilding.apply(folder);
    if (made) made = chain::save_config(layout.chain_file(config.name), config);
    if (made) made = rebuilding.seal(folder);
    if (!made) return std::unexpected(made.error());
    fs::rename(draft.path(), request.target, error);
    if (error)
        return std::unexpected(
            system_error("cannot make " + request.target.string(), error.value()));
    draft.keep();
    return rebuilding.report;
}

}  // namespace archi::node
