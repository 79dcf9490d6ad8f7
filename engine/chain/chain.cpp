#include "chain/chain.hpp"

#include "chain/chain_implementation.hpp"
#include "chain/state_at.hpp"
#include "storage/tree_database.hpp"

namespace archi::chain {

Chain::Chain(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

Chain::~Chain() = default;

Result<std::unique_ptr<Chain>> Chain::open(const std::filesystem::path& folder,
                                           const Config& config)
{
    auto implementation = Implementation::open(folder, config);
    if (!implementation) return std::unexpected(implementation.error());
    return std::unique_ptr<Chain>(new Chain(std::move(*implementation)));
}

void Chain::start()
{
    implementation_->start();
}

void Chain::stop()
{
    implementation_->stop();
}

const Config& Chain::config() const
{
    return implementation_->config;
}

State Chain::state() const
{
    return implementation_->state();
}

Metrics Chain::metrics() const
{
    return implementation_->metrics();
}

SequencerTimes Chain::sequencer_times() const
{
    return implementation_->sequencer_times();
}

Result<Hash> Chain::submit(Bytes raw)
{
    return implementation_->submit(std::move(raw));
}

std::uint64_t Chain::pending_nonce(const Address& address) const
{
    return implementation_->pending_nonce(address);
}

std::shared_ptr<const stf::SignedTransaction> Chain::pooled(const Hash& hash) const
{
    return implementation_->mempool->find(hash);
}

std::vector<PooledTransaction> Chain::pool_content(std::size_t limit) const
{
    return implementation_->mempool->content(limit);
}

PoolStatus Chain::pool_status() const
{
    return implementation_->mempool->status();
}

std::uint64_t Chain::published_blocks() const
{
    return implementation_->ledger->published();
}

Block Chain::head() const
{
    return implementation_->ledger->head();
}

Block Chain::block(std::uint64_t number) const
{
    return implementation_->value_or(implementation_->ledger->block(number), Block{});
}

std::optional<std::uint64_t> Chain::block_number(const Hash& block_hash) const
{
    return implementation_->value_or(implementation_->ledger->block_number(block_hash), {});
}

std::optional<TransactionPlace> Chain::find_transaction(const Hash& hash) const
{
    return implementation_->value_or(implementation_->ledger->find_transaction(hash), {});
}

std::optional<Bloom> Chain::bloom(std::uint64_t number) const
{
    return implementation_->value_or(implementation_->ledger->bloom(number), {});
}

bool Chain::wait_for(const Hash& hash, milliseconds timeout) const
{
    return implementation_->wait_for(hash, timeout);
}

std::unique_ptr<state::Reader> Chain::state_at(std::uint64_t block_number) const
{
    if (block_number > head()->header.number) return nullptr;
    if (block_number > 0 && block_number < published_blocks()) {
        const auto row = implementation_->ledger->summary(block_number);
        if (!row || !*row || (*row)->header.empty()) return nullptr;
    }
    return std::make_unique<StateAt>(
        *implementation_->ledger, block_number,
        [this](const Error& error) { implementation_->note_failed_read(error); });
}

stf::BlockHashes Chain::block_hashes() const
{
    return [this](std::uint64_t number) { return implementation_->ledger->hash_of(number); };
}

u256 Chain::next_base_fee() const
{
    return stf::next_base_fee(head()->header, config().rules());
}

std::uint64_t Chain::last_batch() const
{
    return implementation_->last_batch;
}

std::optional<BatchRecord> Chain::batch(std::uint64_t number) const
{
    if (number == 0) return std::nullopt;
    return implementation_->value_or(implementation_->ledger->batch(number), {});
}

std::optional<Bytes> Chain::pubdata(std::uint64_t number) const
{
    if (number == 0) return std::nullopt;
    return implementation_->value_or(implementation_->ledger->pubdata(number), {});
}

Result<std::pair<BatchRecord, std::vector<state::InclusionProof>>> Chain::prove(
    std::span<const Hash> keys) const
{
    return implementation_->prove(keys);
}

Settled Chain::settled() const
{
    return implementation_->settled();
}

Result<void> Chain::set_settled(const Settled& settled)
{
    return implementation_->set_settled(settled);
}

Result<stf::BatchInput> Chain::build_witness(std::uint64_t batch) const
{
    return chain::build_witness(*implementation_->ledger, config().rules(), batch);
}

Result<void> Chain::copy_to(const std::filesystem::path& folder) const
{
    return implementation_->ledger->copy_to(folder);
}

Result<Block> Chain::mine()
{
    return implementation_->mine();
}

Result<std::uint64_t> Chain::advance_clock(std::uint64_t seconds)
{
    return implementation_->advance_clock(seconds);
}

Result<void> Chain::reorganize(std::uint64_t depth, Undone undone)
{
    return implementation_->reorganize(depth, undone);
}

Result<void> Chain::revert_batches(std::uint64_t first)
{
    return implementation_->revert_batches(first);
}

Result<void> Chain::enqueue(std::uint64_t first, std::span<const QueueEntry> entries)
{
    return implementation_->enqueue(first, entries);
}

std::uint64_t Chain::queue_known() const
{
    return implementation_->ledger->queue_known();
}

std::uint64_t Chain::queue_taken() const
{
    return implementation_->ledger->queue_taken();
}

std::vector<Hash> Chain::queue_hashes(std::uint64_t first, std::uint64_t end) const
{
    std::vector<Hash> hashes;
    for (auto number = first; number < end; ++number) {
        const auto entry = implementation_->value_or(implementation_->ledger->queue_entry(number),
                                                     std::optional<storage::QueueRow>{});
        if (!entry) break;
        hashes.push_back(entry->hash);
    }
    return hashes;
}

Result<void> Chain::forget_queue(std::uint64_t first)
{
    return implementation_->forget_queue(first);
}

std::uint64_t Chain::message_count(std::uint64_t block) const
{
    return implementation_->value_or(implementation_->ledger->message_count(block),
                                     std::uint64_t{0});
}

const MessageTree& Chain::message_tree() const
{
    return implementation_->messages;
}

Result<void> Chain::tell(SystemCall call)
{
    return implementation_->tell(std::move(call));
}

Result<stf::Crossings> Chain::crossings(std::uint64_t batch) const
{
    const auto record = this->batch(batch);
    if (!record || batch == 0)
        return failure(ErrorCode::kNotFound, "batch " + std::to_string(batch) + " is not sealed");
    return implementation_->ledger->crossings(config().rules(), record->first_block,
                                              record->last_block);
}

std::uint64_t Chain::subscribe(Listener listener)
{
    return implementation_->events.subscribe(std::move(listener));
}

void Chain::unsubscribe(std::uint64_t id)
{
    implementation_->events.unsubscribe(id);
}

}  // namespace archi::chain
