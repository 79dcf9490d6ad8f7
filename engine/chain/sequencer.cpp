#include "chain/sequencer.hpp"

#include <pthread.h>
#include <algorithm>
#include <utility>

#include "base/failpoint.hpp"
#include "chain/bloom.hpp"
#include "chain/unix_time.hpp"
#include "state/account.hpp"
#include "stf/output.hpp"

namespace archi::chain {

namespace {

/// Most blocks of a batch: idle chains close their batches, too, in the end.
constexpr std::uint64_t kMaxBatchBlocks = 1024;
/// Transactions between two looks at the clock.
constexpr std::size_t kClockStride = 16;
/// What the cheapest transaction costs: with less left a block is full.
constexpr std::uint64_t kLeastGas = 21'000;
/// Past this many rows the index is too far behind, and the sequencer waits for it.
constexpr std::size_t kMaxPendingRows = 400'000;

enum Stage : std::uint8_t { kChoosing, kExecuting, kSealing, kStoring, kPublishing };

/// Adds the time until its end to a counter.
class Stopwatch {
public:
    explicit Stopwatch(std::atomic<std::uint64_t>& counter) : counter_(counter) {}
    ~Stopwatch()
    {
        const auto spent = Sequencer::Clock::now() - start_;
        counter_ += static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::nanoseconds>(spent).count());
    }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    std::atomic<std::uint64_t>& counter_;
    Sequencer::Clock::time_point start_ = Sequencer::Clock::now();
};

}  // namespace

Sequencer::Sequencer(const Config& config, Ledger& ledger, Mempool& mempool, ExecutionMark& mark,
                     stf::CodeCache& codes, const std::set<Hash>& quarantined,
                     const OpenBatch& batch, SystemCalls& calls,
                     const std::atomic<std::uint64_t>& clock_offset, Hooks hooks)
    : config_(config),
      rules_(config.rules()),
      ledger_(ledger),
      mempool_(mempool),
      mark_(mark),
      codes_(codes),
      quarantined_(quarantined),
      calls_(calls),
      clock_offset_(clock_offset),
      hooks_(std::move(hooks)),
      state_(ledger),
      batch_(batch),
      batch_opened_(Clock::now()),
      last_block_(Clock::now() - config.block_time)
{
}

void Sequencer::start()
{
    thread_ = std::thread([this] { run(); });
}

void Sequencer::stop()
{
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Sequencer::wake()
{
    if (awake_.exchange(true)) return;
    // The lock orders this with the sequencer's look at awake_ before it sleeps.
    {
        const std::scoped_lock lock(mutex_);
    }
    changed_.notify_one();
}

void Sequencer::hurry()
{
    {
        const std::scoped_lock lock(mutex_);
        hurried_ = true;
    }
    changed_.notify_one();
}

SequencerTimes Sequencer::times() const
{
    return {spent_[kChoosing], spent_[kExecuting], spent_[kSealing], spent_[kStoring],
            spent_[kPublishing]};
}

std::optional<Sequencer::Clock::time_point> Sequencer::next_block_at(bool is_wanted) const
{
    if (is_wanted) return last_block_ + config_.block_time;
    if (config_.empty_block_interval.count() == 0) return std::nullopt;
    return last_block_ + config_.empty_block_interval;
}

std::optional<Sequencer::Clock::time_point> Sequencer::batch_closes_at() const
{
    if (batch_.transactions == 0 || config_.role == Role::kMainland || is_queue_overdue())
        return std::nullopt;
    const auto full = batch_opened_ + config_.batch_time;
    return std::min(full, epoch_ends_at().value_or(full));
}

std::uint64_t Sequencer::epoch_at(std::uint64_t timestamp) const
{
    return stf::epoch_at(rules_.settlement, timestamp);
}

std::optional<Sequencer::Clock::time_point> Sequencer::epoch_ends_at() const
{
    const auto seconds = rules_.settlement.epoch_seconds;
    if (seconds == 0) return std::nullopt;
    const auto end = (epoch_at(ledger_.head()->header.timestamp) + 1) * seconds * 1000;
    const auto now = static_cast<std::uint64_t>(unix_ms()) + clock_offset_ * 1000;
    return Clock::now() + milliseconds(end > now ? end - now : 0);
}

void Sequencer::run()
{
    pthread_setname_np(pthread_self(), "sequencer");  // as profilers show it
    for (;;) {
        awake_ = false;
        // Once a transaction waits, the next block's time is known: more of them need not wake
        // this thread, nor take the time to try.
        const bool is_wanted =
            mempool_.has_executable() || ledger_.queue_waits() || !calls_.empty();
        if (is_wanted) awake_ = true;
        auto block_at = next_block_at(is_wanted);
        const auto batch_at = batch_closes_at();
        auto until = block_at;
        if (batch_at && (!until || *batch_at < *until)) until = batch_at;
        {
            std::unique_lock lock(mutex_);
            const auto due = [&] { return stopping_ || hurried_ || (awake_ && !is_wanted); };
            if (until)
                changed_.wait_until(lock, *until, due);
            else
                changed_.wait(lock, due);
            if (stopping_) return;
            if (std::exchange(hurried_, false)) block_at = Clock::now();
        }
        const auto now = Clock::now();
        if (block_at && now >= *block_at) {
            if (ledger_.pending_rows() > kMaxPendingRows) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
                continue;
            }
            last_block_ = now;
            if (auto made = make_block(); !made) {
                mark_.clear();
                hooks_.on_failure(made.error());
                return;
            }
        }
        close_batch_if_due();
    }
}

std::uint64_t Sequencer::next_timestamp(const stf::Header& parent) const
{
    const std::uint64_t least_step = config_.role == Role::kMainland ? 1 : 0;
    return std::max(parent.timestamp + least_step, unix_seconds() + clock_offset_);
}

Result<void> Sequencer::make_block()
{
    const auto parent = ledger_.head();
    const auto timestamp = next_timestamp(parent->header);
    if (batch_.transactions > 0 && epoch_at(timestamp) != epoch_at(parent->header.timestamp) &&
        !is_queue_overdue())
        close_batch();
    stf::BlockBuilder builder(
        rules_, state_, parent->header, parent->hash, timestamp,
        [this](std::uint64_t number) { return ledger_.hash_of(number); }, &codes_);
    std::vector<stf::SignedTransaction> included;
    if (auto taken = take_queue(builder, included); !taken) return taken;
    if (auto taken = take_calls(builder, included); !taken) return taken;
    execute(builder, included);
    if (state_.error()) return failure("cannot read the state", *state_.error());
    if (builder.broken())
        return failure(ErrorCode::kCorrupt, "the stored state contradicts itself");
    // All that was chosen turned out void: an empty block comes when it is time for one.
    if (included.empty() && last_count_ > 0) return {};
    const auto crossings = builder.crossings();
    stf::ExecutedBlock executed;
    {
        const Stopwatch watch(spent_[kSealing]);
        executed = builder.seal();
    }
    return store(executed, std::move(included), crossings);
}

void Sequencer::execute(stf::BlockBuilder& builder, std::vector<stf::SignedTransaction>& included)
{
    std::vector<Mempool::TransactionPointer> chosen;
    {
        const Stopwatch watch(spent_[kChoosing]);
        // About what fits: choosing everything would cost more than it brings.
        const auto most = std::min(kMaxBlockTransactions, 2 * last_count_ + 2000);
        chosen = mempool_.best(most, UINT64_MAX);
    }
    last_count_ = chosen.size();
    const Stopwatch watch(spent_[kExecuting]);
    const auto end = Clock::now() + config_.block_time;
    std::unordered_set<Address, HashBytes> passed_over;
    included.reserve(chosen.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (i % kClockStride == 0 && Clock::now() > end) break;
        if (config_.role == Role::kIsland &&
            batch_.cycles + builder.cycles() >= config_.batch_cycles)
            break;
        const auto& transaction = *chosen[i];
        if (!passed_over.empty() && passed_over.contains(transaction.sender)) continue;
        mark_.begin(transaction.hash);
        const auto receipt = builder.add(transaction);
        if (state_.error() || builder.broken()) break;
        if (receipt) {
            included.push_back(transaction);
            ARCHI_FAILPOINT("chain.block.in_execution");
            continue;
        }
        passed_over.insert(transaction.sender);
        const auto error = receipt.error();
        const bool later =
            error == stf::TransactionError::kNonceTooHigh ||
            error == stf::TransactionError::kFeeBelowBase ||
            (error == stf::TransactionError::kGasLimitTooHigh && builder.count() > 0);
        if (!later) mempool_.remove(transaction);
        if (error == stf::TransactionError::kGasLimitTooHigh && builder.gas_left() < kLeastGas)
            break;
    }
    mark_.clear();
}

Result<void> Sequencer::store(const stf::ExecutedBlock& executed,
                              std::vector<stf::SignedTransaction> included,
                              const stf::Crossings& crossings)
{
    auto block = std::make_shared<BlockRecord>();
    block->header = executed.header;
    block->hash = executed.hash;
    block->transactions = std::move(included);
    block->receipts = executed.receipts;
    block->batch = batch_.number;
    std::vector<storage::Write> writes;
    {
        const Stopwatch watch(spent_[kSealing]);
        block->bloom = bloom_of(block->receipts);
        writes.reserve(executed.changes.size());
        for (const auto& change : executed.changes)
            writes.push_back({change.key, change.after});
    }
    Result<std::shared_ptr<const PendingBlock>> stored;
    {
        const Stopwatch watch(spent_[kStoring]);
        stored = ledger_.append(block, std::move(writes), executed.cycles, executed.new_code);
    }
    if (!stored) return std::unexpected(stored.error());

    const Stopwatch watch(spent_[kPublishing]);
    const auto& effects = **stored;
    state_.apply(effects.writes());
    BlockEffect effect;
    effect.number = block->header.number;
    effect.next_base_fee = stf::next_base_fee(block->header, rules_);
    effect.account = [&](const Hash& key) -> std::optional<SenderState> {
        const auto* value = effects.value(key);
        if (value == nullptr) return std::nullopt;
        const auto account = state::unpack_account(*value);
        if (!account) return std::nullopt;
        return SenderState{account->nonce, account->balance};
    };
    mempool_.on_block(effect);
    if (batch_.transactions == 0 && !block->transactions.empty()) batch_opened_ = Clock::now();
    ++batch_.blocks;
    batch_.transactions += block->transactions.size();
    batch_.cycles += executed.cycles;
    batch_.crossings.add(crossings, 0);
    hooks_.on_block(block);
    return {};
}

void Sequencer::close_batch_if_due()
{
    if (config_.role == Role::kMainland) return;
    const auto closes_at = batch_closes_at();
    const bool due = batch_.transactions >= config_.batch_transactions ||
                     batch_.cycles >= config_.batch_cycles || batch_.blocks >= kMaxBatchBlocks ||
                     is_batch_full() || (closes_at && Clock::now() >= *closes_at);
    if (due && batch_.blocks > 0 && !is_queue_overdue()) close_batch();
}

/// Whether what leaves the chain in one more block might be too much for the batch.
bool Sequencer::is_batch_full() const
{
    return rules_.settlement.chain_id != 0 &&
           (!batch_.crossings.has_room_in_batch() ||
            batch_.transactions + kMaxBlockTransactions > stf::Crossings::kMaxTransactions);
}

/// The L1 refuses a batch that ends after the deadline of an entry which it leaves behind.
bool Sequencer::is_queue_overdue() const
{
    if (!ledger_.queue_waits()) return false;
    const auto entry = ledger_.queue_entry(ledger_.queue_taken());
    return entry && *entry && (*entry)->deadline < ledger_.head()->header.timestamp;
}

void Sequencer::close_batch()
{
    const auto next = batch_.first_block + batch_.blocks;
    hooks_.on_batch_closed({batch_.number, batch_.first_block, next - 1});
    batch_ = {.number = batch_.number + 1, .first_block = next};
}

}  // namespace archi::chain
