#include "base/failpoint.hpp"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <string_view>

namespace archi::failpoint {

namespace {

// Those that every chain passes. Two more have tests of their own, which bring them about:
// chain.queue.in_execution (half of the queue has run) and chain.cut.before_index (blocks are taken
// away, the index still has them).
constexpr const char* kNames[] = {
    "chain.genesis.before_commit",  // nothing of the chain is on disk
    "chain.genesis.after_commit",   // block 0 is, the index is not
    "chain.journal.after_append",   // a transaction is journaled, its hash not yet told
    "chain.block.in_execution",     // half a block has run
    "chain.block.before_commit",    // a block is sealed, not stored
    "chain.block.after_commit",     // stored, not published
    "chain.index.before_commit",    // blocks are stored, not indexed
    "chain.index.after_commit",
    "chain.batch.before_record",    // the tree is computed, nothing of the batch is stored
    "chain.batch.after_record",     // the record is stored, the tree is not
    "chain.batch.after_tree",       // both are stored, nobody was told
    "chain.journal.before_rename",  // the shortened journal is written, the old one still counts
};

struct Armed {
    std::string name;
    long turn = 1;
};

Armed from_environment()
{
    const char* variable = std::getenv("ARCHI_FAILPOINT");
    if (variable == nullptr) return {};
    const std::string_view text = variable;
    const auto colon = text.find(':');
    Armed armed_point{std::string(text.substr(0, colon)), 1};
    if (colon != std::string_view::npos)
        armed_point.turn = std::strtol(variable + colon + 1, nullptr, 10);
    return armed_point;
}

const Armed& chosen()
{
    static const Armed point = from_environment();
    return point;
}

}  // namespace

std::span<const char* const> names()
{
    return kNames;
}

namespace detail {

const bool kArmed = std::getenv("ARCHI_FAILPOINT") != nullptr;

void pass(const char* name)
{
    static std::atomic<long> passed = 0;
    if (chosen().name == name && ++passed == chosen().turn) {
        kill(getpid(), SIGKILL);
        pause();
    }
}

}  // namespace detail

}  // namespace archi::failpoint
