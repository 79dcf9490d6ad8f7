#pragma once
// Named points at which a test can kill the process, as a power cut or a crash would. Host only.
//
// ARCHI_FAILPOINT("chain.block.before_commit") ends the process with SIGKILL when the environment
// variable ARCHI_FAILPOINT is "chain.block.before_commit", or the third time it is passed when the
// variable is "chain.block.before_commit:3". Always compiled in; costs one load when unset.

#include <span>

namespace archi::failpoint {

/// Every name there is, so that a test can go through all of them.
[[nodiscard]] std::span<const char* const> names();

namespace detail {
/// False from the start unless the environment names a failpoint.
extern const bool kArmed;
/// Counts; kills the process when it is this one's turn.
void pass(const char* name);
}  // namespace detail

}  // namespace archi::failpoint

#define ARCHI_FAILPOINT(name)                                                           \
    do {                                                                                \
        if (::archi::failpoint::detail::kArmed) ::archi::failpoint::detail::pass(name); \
    } while (false)
