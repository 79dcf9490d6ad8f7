#include "chain/mempool.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace archi::chain {

namespace {

/// What an entry costs besides its bytes: maps, decoded form, bookkeeping.
constexpr std::size_t kEntryOverhead = 1024;
/// At most this part of the pool may wait behind nonce gaps.
constexpr std::size_t kQueuedShare = 10;
/// A full pool makes room for this part of itself at once, so that it need not search every time.
constexpr std::size_t kEvictedShare = 100;
/// A replacement pays at least this much more, in percent, in both fees.
constexpr std::uint64_t kReplacementBump = 10;

std::size_t size_of(const stf::SignedTransaction& transaction)
{
    return 2 * transaction.raw.size() + kEntryOverhead;
}

std::unexpected<Error> invalid(stf::TransactionError error)
{
    return failure(ErrorCode::kInvalidArgument, stf::to_string(error));
}

bool pays_more(const u256& offer, const u256& old)
{
    return offer >= old + (old * kReplacementBump + 99) / 100;
}

}  // namespace

std::uint64_t Mempool::tip(const stf::Transaction& transaction) const
{
    if (transaction.max_fee < base_fee_) return 0;
    const auto tip = std::min(transaction.max_priority_fee, transaction.max_fee - base_fee_);
    return tip.fits_u64() ? tip.low_u64() : std::numeric_limits<std::uint64_t>::max();
}

void Mempool::count(const SenderQueue& queue, int sign)
{
    const auto queued = queue.waiting.size() - queue.executable;
    if (sign > 0) {
        executable_ += queue.executable;
        queued_ += queued;
    } else {
        executable_ -= queue.executable;
        queued_ -= queued;
    }
}

Result<void> Mempool::add(const TransactionPointer& transaction, const ReadAccount& read_account)
{
    // An account read before a block was stored may be out of date when it is entered: read again.
    for (;;) {
        {
            const std::scoped_lock lock(mutex_);
            if (by_hash_.contains(transaction->hash))
                return failure(ErrorCode::kAlreadyExists, "already known");
            const auto known = senders_.find(transaction->sender);
            if (known != senders_.end()) return insert(transaction, known->second);
        }
        auto read = read_account(transaction->sender);
        if (!read) return std::unexpected(read.error());
        const std::scoped_lock lock(mutex_);
        if (read->block != head_ && !senders_.contains(transaction->sender)) continue;
        if (by_hash_.contains(transaction->hash))
            return failure(ErrorCode::kAlreadyExists, "already known");
        const auto entry = senders_.try_emplace(transaction->sender).first;
        if (entry->second.waiting.empty()) {
            entry->second.account_key = read->account_key;
            entry->second.state = read->state;
        }
        auto done = insert(transaction, entry->second);
        if (const auto left = senders_.find(transaction->sender);
            left != senders_.end() && left->second.waiting.empty())
            senders_.erase(left);
        return done;
    }
}

Result<void> Mempool::insert(const TransactionPointer& transaction, SenderQueue& queue)
{
    const auto& fields = transaction->transaction;
    if (fields.nonce < queue.state.nonce) return invalid(stf::TransactionError::kNonceTooLow);
    if (fields.nonce - queue.next_nonce() > kMaxNonceGap && fields.nonce > queue.next_nonce())
        return failure(ErrorCode::kInvalidArgument,
                       "nonce too high: at most " + std::to_string(kMaxNonceGap) +
                           " ahead of the next nonce " + std::to_string(queue.next_nonce()));
    const auto cost = most_expensive(fields);
    if (!cost) return invalid(stf::TransactionError::kInsufficientFunds);

    const auto old = queue.waiting.find(fields.nonce);
    auto total = queue.cost + *cost;
    if (old != queue.waiting.end()) {
        const auto& before = old->second.transaction->transaction;
        if (!pays_more(fields.max_fee, before.max_fee) ||
            !pays_more(fields.max_priority_fee, before.max_priority_fee))
            return failure(ErrorCode::kInvalidArgument, "replacement transaction underpriced");
        total -= old->second.cost;
    }
    if (total < *cost || total > queue.state.balance)
        return invalid(stf::TransactionError::kInsufficientFunds);

    if (old == queue.waiting.end()) {
        if (queue.waiting.size() >= limits_.per_sender)
            return failure(ErrorCode::kLimitExceeded,
                           "too many pending transactions of this sender (limit " +
                               std::to_string(limits_.per_sender) + ")");
        const bool executable = fields.nonce == queue.next_nonce();
        if (auto room = make_room(*transaction, executable); !room) return room;
    }

    count(queue, -1);
    auto& slot = queue.waiting[fields.nonce];
    if (slot.transaction) {
        by_hash_.erase(slot.transaction->hash);
        bytes_ -= size_of(*slot.transaction);
    }
    queue.cost = total;
    slot = {transaction, arrivals_++, *cost};
    queue.recount();
    count(queue, 1);
    by_hash_.emplace(transaction->hash, transaction);
    bytes_ += size_of(*transaction);
    return {};
}

Result<void> Mempool::make_room(const stf::SignedTransaction& transaction, bool executable)
{
    const auto full = [] { return failure(ErrorCode::kLimitExceeded, "txpool is full"); };
    if (!executable && queued_ >= limits_.transactions / kQueuedShare) return full();
    const auto fits = [&](std::size_t count_spare, std::size_t bytes_spare) {
        return by_hash_.size() + count_spare <= limits_.transactions &&
               bytes_ + bytes_spare <= limits_.bytes;
    };
    if (fits(1, size_of(transaction))) return {};

    // Only what waits behind a gap, and the last transaction of a queue, can go without harm to
    // others: in that order, the lowest tip first.
    const auto offer = tip(transaction.transaction);
    if (!executable || offer < least_tip_) return full();
    struct Candidate {
        bool executable;
        std::uint64_t tip;
        Address sender;
    };
    std::vector<Candidate> candidates;
    for (const auto& [sender, queue] : senders_) {
        if (queue.waiting.empty() || sender == transaction.sender) continue;
        const bool gapless = queue.executable == queue.waiting.size();
        candidates.push_back(
            {gapless, tip(queue.waiting.rbegin()->second.transaction->transaction), sender});
    }
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
        return std::tie(a.executable, a.tip) < std::tie(b.executable, b.tip);
    });
    const auto spare = std::max<std::size_t>(1, limits_.transactions / kEvictedShare);
    for (const auto& [gapless, lowest, sender] : candidates) {
        if (fits(spare, size_of(transaction))) return {};
        if (gapless && lowest >= offer) break;
        auto& queue = senders_.at(sender);
        // The whole tail that is no better than what was decided by.
        while (!queue.waiting.empty() && !fits(spare, size_of(transaction))) {
            const auto& last = queue.waiting.rbegin()->second.transaction->transaction;
            const bool behind_gap = queue.executable != queue.waiting.size();
            if (!behind_gap && tip(last) >= offer) break;
            take_out(queue, last.nonce);
        }
        if (queue.waiting.empty()) senders_.erase(sender);
    }
    if (fits(1, size_of(transaction))) return {};
    least_tip_ = offer == std::numeric_limits<std::uint64_t>::max() ? offer : offer + 1;
    return full();
}

void Mempool::take_out(SenderQueue& queue, std::uint64_t nonce)
{
    const auto found = queue.waiting.find(nonce);
    if (found == queue.waiting.end()) return;
    count(queue, -1);
    bytes_ -= size_of(*found->second.transaction);
    by_hash_.erase(found->second.transaction->hash);
    queue.erase(nonce);
    count(queue, 1);
}

std::vector<Mempool::TransactionPointer> Mempool::best(std::size_t most, std::uint64_t gas) const
{
    struct Head {
        std::uint64_t tip;
        std::uint64_t arrival;
        std::map<std::uint64_t, Waiting>::const_iterator next;
        std::size_t left;
    };
    const auto worse = [](const Head& a, const Head& b) {
        return a.tip != b.tip ? a.tip < b.tip : a.arrival > b.arrival;
    };
    std::vector<TransactionPointer> chosen;
    const std::scoped_lock lock(mutex_);
    std::vector<Head> heads;
    const auto head_of = [&](std::map<std::uint64_t, Waiting>::const_iterator next,
                             std::size_t left) -> std::optional<Head> {
        if (left == 0) return std::nullopt;
        const auto& fields = next->second.transaction->transaction;
        if (fields.max_fee < base_fee_) return std::nullopt;
        return Head{tip(fields), next->second.arrival, next, left};
    };
    for (const auto& [sender, queue] : senders_)
        if (const auto head = head_of(queue.waiting.begin(), queue.executable))
            heads.push_back(*head);
    std::ranges::make_heap(heads, worse);
    std::uint64_t gas_chosen = 0;
    while (!heads.empty() && chosen.size() < most && gas_chosen < gas) {
        std::ranges::pop_heap(heads, worse);
        const auto head = heads.back();
        heads.pop_back();
        chosen.push_back(head.next->second.transaction);
        gas_chosen += head.next->second.transaction->transaction.gas_limit;
        if (const auto next = head_of(std::next(head.next), head.left - 1)) {
            heads.push_back(*next);
            std::ranges::push_heap(heads, worse);
        }
    }
    return chosen;
}

void Mempool::remove(const stf::SignedTransaction& transaction)
{
    const std::scoped_lock lock(mutex_);
    const auto found = senders_.find(transaction.sender);
    if (found == senders_.end()) return;
    const auto waiting = found->second.waiting.find(transaction.transaction.nonce);
    if (waiting == found->second.waiting.end() ||
        waiting->second.transaction->hash != transaction.hash)
        return;
    take_out(found->second, transaction.transaction.nonce);
    if (found->second.waiting.empty()) senders_.erase(found);
}

void Mempool::on_block(const BlockEffect& effect)
{
    const std::scoped_lock lock(mutex_);
    head_ = effect.number;
    base_fee_ = effect.next_base_fee;
    least_tip_ = 0;
    for (auto entry = senders_.begin(); entry != senders_.end();) {
        auto& queue = entry->second;
        if (const auto account = effect.account(queue.account_key)) {
            count(queue, -1);
            // Taken out by hand: advance counts what stays executable.
            while (!queue.waiting.empty() && queue.waiting.begin()->first < account->nonce) {
                const auto& included = queue.waiting.begin()->second;
                queue.cost -= included.cost;
                bytes_ -= size_of(*included.transaction);
                by_hash_.erase(included.transaction->hash);
                queue.waiting.erase(queue.waiting.begin());
            }
            queue.advance(*account);
            count(queue, 1);
            while (queue.cost > queue.state.balance)
                take_out(queue, queue.waiting.rbegin()->first);
        }
        entry = queue.waiting.empty() ? senders_.erase(entry) : std::next(entry);
    }
}

std::optional<std::uint64_t> Mempool::pending_nonce(const Address& address) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = senders_.find(address);
    if (found == senders_.end()) return std::nullopt;
    return found->second.next_nonce();
}

Mempool::TransactionPointer Mempool::find(const Hash& hash) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = by_hash_.find(hash);
    return found == by_hash_.end() ? nullptr : found->second;
}

std::vector<Mempool::TransactionPointer> Mempool::reset(std::uint64_t head, const u256& base_fee)
{
    const std::scoped_lock lock(mutex_);
    std::vector<TransactionPointer> waited;
    for (const auto& [sender, queue] : senders_)
        for (const auto& [nonce, waiting] : queue.waiting)
            waited.push_back(waiting.transaction);
    senders_.clear();
    by_hash_.clear();
    bytes_ = executable_ = queued_ = 0;
    least_tip_ = 0;
    head_ = head;
    base_fee_ = base_fee;
    return waited;
}

std::vector<PooledTransaction> Mempool::content(std::size_t limit) const
{
    std::vector<PooledTransaction> content;
    const std::scoped_lock lock(mutex_);
    for (const auto& [sender, queue] : senders_) {
        for (const auto& [nonce, waiting] : queue.waiting) {
            if (content.size() == limit) return content;
            content.push_back({waiting.transaction, nonce < queue.next_nonce()});
        }
    }
    return content;
}

PoolStatus Mempool::status() const
{
    const std::scoped_lock lock(mutex_);
    return {executable_, queued_};
}

std::vector<Mempool::TransactionPointer> Mempool::all() const
{
    std::vector<TransactionPointer> transactions;
    for (auto& pooled : content(std::numeric_limits<std::size_t>::max()))
        transactions.push_back(std::move(pooled.transaction));
    return transactions;
}

bool Mempool::has_executable() const
{
    const std::scoped_lock lock(mutex_);
    if (executable_ == 0) return false;
    return std::ranges::any_of(senders_, [this](const auto& entry) {
        const auto& queue = entry.second;
        return queue.executable > 0 &&
               queue.waiting.begin()->second.transaction->transaction.max_fee >= base_fee_;
    });
}

}  // namespace archi::chain
