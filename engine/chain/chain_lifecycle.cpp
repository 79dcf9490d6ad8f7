// Opening, starting, stopping and failing.

#include <algorithm>

#include "chain/admission.hpp"
#include "chain/bloom.hpp"
#include "chain/chain_implementation.hpp"
#include "chain/unix_time.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"
#include "stf/accumulator.hpp"

namespace archi::chain {

namespace {

constexpr std::string_view kQuarantineNote = "quarantine";
/// The journal is shortened when it is longer than this and mostly about stored transactions.
constexpr std::uint64_t kJournalBytes = std::uint64_t{4} << 20U;
/// About what a waiting transaction takes in it.
constexpr std::uint64_t kJournalRecord = 256;

std::string cure_for(ErrorCode code)
{
    switch (code) {
        case ErrorCode::kNoSpace:
            return "Free some disk space, then start the chain again.";
        case ErrorCode::kCorrupt:
            return "Restore the chain from an export, or check the disk; nothing is written until "
                   "then.";
        case ErrorCode::kPermission:
            return "Make the chain's folder writable, then start the chain again.";
        case ErrorCode::kBusy:
            return "Close the other program that has the chain's files open, then start it again.";
        default:
            return "Start the chain again; if it fails again, look at the log.";
    }
}

MempoolLimits limits_of(const Config& config)
{
    return {.transactions = config.mempool_transactions,
            .bytes = config.mempool_bytes,
            .per_sender = config.mempool_per_sender,
            .block_gas_limit = config.block_gas_limit,
            .minimum_base_fee = config.minimum_base_fee};
}

}  // namespace

Result<std::unique_ptr<Chain::Implementation>> Chain::Implementation::open(
    const std::filesystem::path& folder, const Config& config)
{
    if (auto valid = validate(config); !valid) return std::unexpected(valid.error());
    auto self = std::make_unique<Implementation>();
    self->folder = folder;
    self->config = config;
    self->logger = log::Logger("chain", config.name);
    self->state_.since_unix_ms = unix_ms();
    auto ledger = Ledger::open(folder, config);
    if (!ledger) return std::unexpected(ledger.error());
    self->ledger = std::move(*ledger);
    if (auto done = self->ledger->catch_up(); !done) return std::unexpected(done.error());
    self->sealer_ = std::make_unique<BatchSealer>(*self->ledger, config.rules());
    if (auto done = self->sealer_->recover(); !done) return std::unexpected(done.error());
    const auto last = self->ledger->last_batch();
    if (!last) return std::unexpected(last.error());
    self->last_batch = *last;
    std::vector<BatchRange> closed;
    const auto open_batch = self->find_open_batch(closed);
    if (!open_batch) return std::unexpected(open_batch.error());
    self->open_batch_transactions_ = open_batch->transactions;
    const auto head = self->ledger->head();
    self->block_stored_ms_ = static_cast<std::int64_t>(head->header.timestamp) * 1000;
    self->mempool = std::make_unique<Mempool>(limits_of(config), head->header.number,
                                              stf::next_base_fee(head->header, config.rules()));
    if (auto done = self->restore_clock(); !done) return std::unexpected(done.error());
    if (auto done = self->restore_settled(); !done) return std::unexpected(done.error());
    if (auto done = self->restore_messages(); !done) return std::unexpected(done.error());
    if (auto done = self->restore_mempool(); !done) return std::unexpected(done.error());
    return self;
}

Chain::Implementation::~Implementation()
{
    stop();
}

Result<void> Chain::Implementation::quarantine(const Hash& hash)
{
    const auto note = ledger->note(kQuarantineNote);
    if (!note) return std::unexpected(note.error());
    auto hashes = note->value_or(Bytes{});
    for (auto rest = bytes_view(hashes); rest.size() >= Hash::kSize;
         rest = rest.subspan(Hash::kSize))
        quarantined_.insert(fixed<Hash>(rest));
    if (hash.is_zero() || !quarantined_.insert(hash).second) return {};
    append(hashes, hash.bytes);
    logger.error("a transaction ended the process again and again while it ran; it is put aside");
    return ledger->put_note(kQuarantineNote, hashes);
}

Result<void> Chain::Implementation::restore_messages()
{
    constexpr std::uint64_t kStride = 65'536;
    for (;;) {
        const auto first = messages.size();
        const auto leaves = ledger->message_leaves(first, first + kStride);
        if (!leaves) return std::unexpected(leaves.error());
        if (leaves->empty()) return {};
        for (const auto& leaf : *leaves)
            messages.append(leaf);
    }
}

Result<void> Chain::Implementation::restore_mempool()
{
    auto mark = ExecutionMark::open(folder);
    if (!mark) return std::unexpected(mark.error());
    mark_.emplace(std::move(*mark));
    if (auto done = quarantine(mark_->culprit().value_or(Hash{})); !done) return done;
    auto opened = Journal::open(folder);
    if (!opened) return std::unexpected(opened.error());
    journal_ = std::move(opened->journal);
    const auto read = [this](const Address& address) { return read_account(address); };
    for (const auto& transaction : opened->transactions) {
        if (quarantined_.contains(transaction->hash)) continue;
        // What was included meanwhile, or became void, is refused here.
        static_cast<void>(mempool->add(transaction, read));
    }
    return journal_->rewrite([this] { return mempool->all(); });
}

Result<OpenBatch> Chain::Implementation::find_open_batch(std::vector<BatchRange>& closed) const
{
    if (config.role == Role::kMainland) return OpenBatch{};
    const auto head = ledger->head();
    const auto sealed = ledger->batch(last_batch);
    if (!sealed) return std::unexpected(sealed.error());
    auto first = *sealed ? (*sealed)->last_block + 1 : 1;
    OpenBatch open{.number = last_batch + 1, .first_block = first};
    for (auto number = first; number <= head->header.number; ++number) {
        const auto summary = ledger->summary(number);
        if (!summary) return std::unexpected(summary.error());
        if (!*summary) return failure(ErrorCode::kCorrupt, "a block is missing in chain.db");
        if ((*summary)->batch != open.number) {
            closed.push_back({open.number, open.first_block, number - 1});
            open = {.number = (*summary)->batch, .first_block = number};
        }
        ++open.blocks;
        open.transactions += (*summary)->transactions;
        open.cycles += (*summary)->cycles;
    }
    auto crossings = ledger->crossings(config.rules(), open.first_block, head->header.number);
    if (!crossings) return std::unexpected(crossings.error());
    open.crossings = std::move(*crossings);
    return open;
}

Result<void> Chain::Implementation::start_threads()
{
    const auto last = ledger->last_batch();
    if (!last) return std::unexpected(last.error());
    last_batch = *last;
    std::vector<BatchRange> closed;
    const auto open = find_open_batch(closed);
    if (!open) return std::unexpected(open.error());
    const auto on_failure = [this](const Error& error) { fail(error); };
    batcher_ = std::make_unique<Batcher>(*ledger, *sealer_,
                                         Batcher::Hooks{.on_batch =
                                                            [this](const BatchRecord& record) {
                                                                last_batch = record.number;
                                                                events.batch(record);
                                                            },
                                                        .on_failure = on_failure,
                                                        .tidy = [this] { shorten_journal(); }});
    auto next = std::make_shared<Sequencer>(
        config, *ledger, *mempool, *mark_, codes, quarantined_, *open, calls_, clock_offset_,
        Sequencer::Hooks{.on_block = [this](const Block& block) { on_block(block); },
                         .on_batch_closed =
                             [this](const BatchRange& range) {
                                 open_batch_transactions_ = 0;
                                 batcher_->close(range);
                             },
                         .on_failure = on_failure});
    open_batch_transactions_ = open->transactions;
    for (const auto& range : closed)
        batcher_->close(range);
    batcher_->start();
    next->start();
    const std::scoped_lock lock(sequencer_mutex_);
    sequencer_ = std::move(next);
    return {};
}

void Chain::Implementation::stop_threads()
{
    if (sequencer_) sequencer_->stop();
    if (batcher_) batcher_->stop();
}

void Chain::Implementation::start()
{
    const std::scoped_lock control(control_mutex_);
    const auto phase = state().phase;
    if (phase == Phase::kRunning || phase == Phase::kDegraded) return;
    enter(Phase::kStarting, "starting the sequencer");
    stop_threads();
    if (auto done = start_threads(); !done) {
        fail(done.error());
        return;
    }
    takes_transactions_ = true;
    {
        // The sequencer may have failed already.
        const std::scoped_lock lock(state_mutex_);
        if (state_.phase != Phase::kStarting) {
            takes_transactions_ = false;
            return;
        }
        state_ = {Phase::kRunning, {}, {}, unix_ms()};
    }
    events.state(state());
}

void Chain::Implementation::stop()
{
    const std::scoped_lock control(control_mutex_);
    takes_transactions_ = false;
    if (state().phase == Phase::kStopped) return;
    const bool failed = state().phase == Phase::kFailed;
    if (!failed) enter(Phase::kStopping);
    stop_threads();
    if (auto done = journal_->rewrite([this] { return mempool->all(); }); !done)
        logger.warning(describe(done.error()));
    calls_.clear();
    enter(Phase::kStopped);
}

void Chain::Implementation::enter(Phase phase, const std::string& detail,
                                  const std::string& cure) const
{
    const State now{phase, detail, cure, unix_ms()};
    {
        const std::scoped_lock lock(state_mutex_);
        state_ = now;
    }
    events.state(now);
}

void Chain::Implementation::fail(const Error& error)
{
    takes_transactions_ = false;
    logger.error(describe(error));
    enter(Phase::kFailed, describe(error), cure_for(error.code));
}

void Chain::Implementation::note_failed_read(const Error& error) const
{
    logger.error("a read failed: " + describe(error));
    if (state().phase == Phase::kRunning)
        enter(Phase::kDegraded, describe(error), cure_for(error.code));
}

void Chain::Implementation::on_block(const Block& block)
{
    block_stored_ms_ = unix_ms();
    statistics_.add(block->transactions.size());
    open_batch_transactions_ += block->transactions.size();
    for (const auto& message : messages_of(*block))
        messages.append(stf::message_leaf(message.sender, message.data));
    {
        const std::scoped_lock lock(block_mutex_);
    }
    block_stored_.notify_all();
    batcher_->on_block();
    events.block(block);
}

void Chain::Implementation::shorten_journal()
{
    const auto status = mempool->status();
    const auto needed = (status.pending + status.queued) * kJournalRecord;
    if (journal_->size() < std::max(kJournalBytes, 4 * needed)) return;
    if (auto done = journal_->rewrite([this] { return mempool->all(); }); !done)
        logger.warning(describe(done.error()));
}

Result<Mempool::AccountView> Chain::Implementation::read_account(const Address& address) const
{
    Mempool::AccountView view;
    view.block = ledger->head()->header.number;
    view.account_key = state::account_key(address);
    const auto value = ledger->value(view.account_key, view.block);
    if (!value) return std::unexpected(value.error());
    const auto account = state::unpack_account(*value);
    if (!account) return failure(ErrorCode::kCorrupt, "a stored account cannot be read");
    view.state = {account->nonce, account->balance};
    return view;
}

Result<Hash> Chain::Implementation::submit(Bytes raw)
{
    if (!takes_transactions_)
        return failure(ErrorCode::kUnavailable, "the chain " + config.name + " is " +
                                                    to_string(state().phase) +
                                                    " and takes no transactions");
    const auto hash = stf::hash(raw);
    if (mempool->find(hash)) return failure(ErrorCode::kAlreadyExists, "already known");
    if (quarantined_.contains(hash))
        return failure(ErrorCode::kInvalidArgument,
                       "this transaction crashed the chain before and is put aside");
    auto admitted = stf::admit(std::move(raw), config.chain_id);
    if (!admitted) return failure(ErrorCode::kInvalidArgument, stf::to_string(admitted.error()));
    if (const auto error = never_includable(admitted->transaction, config.rules()))
        return failure(ErrorCode::kInvalidArgument, stf::to_string(*error));
    const auto transaction = std::make_shared<const stf::SignedTransaction>(std::move(*admitted));
    const auto read = [this](const Address& address) { return read_account(address); };
    if (auto added = mempool->add(transaction, read); !added) return std::unexpected(added.error());
    journal_->append(*transaction);
    events.pending(transaction->hash);
    std::shared_ptr<Sequencer> sequencer;
    {
        const std::scoped_lock lock(sequencer_mutex_);
        sequencer = sequencer_;
    }
    sequencer->wake();
    return transaction->hash;
}

}  // namespace archi::chain
