#pragma once
// Which batches of a group's chains take a step together.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace archi::settlement {

/// One batch that could take the step now.
struct Candidate {
    std::uint64_t epoch = 0;
    std::size_t bytes = 0;  ///< that it brings along
};

/// The candidates of one chain, in order of their numbers.
struct Line {
    std::vector<Candidate> ready;
    /// Epoch of the chain's first batch after them, which is not so far: every chain waits for it.
    std::optional<std::uint64_t> held = {};
};

struct CallLimits {
    std::size_t bytes = 100'000;  ///< nodes take transactions up to 128 KiB
    std::size_t batches = 24;     ///< some 60,000 gas each; a transaction has 2^24 (EIP-7825)
};

/// How many candidates of each line go into the next call: whole epochs in order as far as the
/// limits allow, and one batch in any case if some is ready.
[[nodiscard]] std::vector<std::size_t> choose(std::span<const Line> lines,
                                              const CallLimits& limits);

/// True once every chain of a group has closed its batches of `epoch`: its end is a second
/// past. `now` in seconds. Always in no group (epoch_seconds is 0).
[[nodiscard]] bool is_over(std::uint64_t epoch, std::uint64_t epoch_seconds, std::uint64_t now);

}  // namespace archi::settlement
