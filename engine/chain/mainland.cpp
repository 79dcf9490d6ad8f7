// What only the mainland can: blocks on demand, a clock to move, a history to replace.

#include <algorithm>

#include "chain/chain_implementation.hpp"
#include "chain/unix_time.hpp"

namespace archi::chain {

namespace {

constexpr std::string_view kClockNote = "clock offset";
/// A century: timestamps stay far from their bounds.
constexpr std::uint64_t kMostOffset = std::uint64_t{100} * 365 * 86'400;
/// How long a block on demand may take, and how often it is asked for.
constexpr milliseconds kPatience{10'000};
constexpr milliseconds kAskAgain{200};

}  // namespace

Result<void> Chain::Implementation::require_mainland() const
{
    if (config.role == Role::kMainland) return {};
    return failure(ErrorCode::kUnsupported, "only a mainland's clock and history can be changed; " +
                                                config.name + " is an island");
}

Result<void> Chain::Implementation::restore_clock()
{
    const auto note = ledger->note(kClockNote);
    if (!note) return std::unexpected(note.error());
    if (*note && (*note)->size() == 8) clock_offset_ = load_be(**note);
    return {};
}

Result<void> Chain::Implementation::set_clock(std::uint64_t offset)
{
    if (offset > kMostOffset)
        return failure(ErrorCode::kInvalidArgument,
                       "the clock cannot be more than a century ahead");
    Bytes stored;
    append_be(stored, offset, 8);
    if (auto done = ledger->put_note(kClockNote, stored); !done) return done;
    clock_offset_ = offset;
    return {};
}

Result<std::uint64_t> Chain::Implementation::advance_clock(std::uint64_t seconds)
{
    if (auto allowed = require_mainland(); !allowed) return std::unexpected(allowed.error());
    const std::scoped_lock control(control_mutex_);
    if (auto done = set_clock(clock_offset_ + std::min(seconds, kMostOffset + 1)); !done)
        return std::unexpected(done.error());
    return clock_offset_;
}

Result<Block> Chain::Implementation::mine()
{
    if (auto allowed = require_mainland(); !allowed) return std::unexpected(allowed.error());
    const auto before = ledger->head();
    for (milliseconds waited{0}; waited < kPatience; waited += kAskAgain) {
        std::shared_ptr<Sequencer> sequencer;
        {
            const std::scoped_lock lock(sequencer_mutex_);
            sequencer = sequencer_;
        }
        if (!takes_transactions_ || !sequencer)
            return failure(ErrorCode::kUnavailable, "the mainland is not running");
        sequencer->hurry();
        std::unique_lock lock(block_mutex_);
        if (block_stored_.wait_for(lock, kAskAgain,
                                   [&] { return ledger->head()->hash != before->hash; }))
            return ledger->head();
    }
    return failure(ErrorCode::kUnavailable, "no block came in time");
}

Result<void> Chain::Implementation::take_back(std::uint64_t depth, Undone undone)
{
    const auto head = ledger->head();
    const auto last = head->header.number;
    if (depth == 0 || depth >= last)
        return failure(ErrorCode::kInvalidArgument, "of " + std::to_string(last) + " blocks 1 to " +
                                                        std::to_string(last > 0 ? last - 1 : 0) +
                                                        " can be replaced, not " +
                                                        std::to_string(depth));
    // The blocks to come are later than those they replace, and so no copies of them.
    const auto now = unix_seconds();
    const auto past = head->header.timestamp + 1;
    if (now + clock_offset_ < past)
        if (auto done = set_clock(past - now); !done) return done;
    return go_back(last - depth, 0, undone);
}

}  // namespace archi::chain
