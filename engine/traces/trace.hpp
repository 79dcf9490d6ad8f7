#pragma once
// Traces: transactions of a chain of their own, in a text file that anyone can write. A line is a
// step:
//
//   fund ADDRESS       gives 10^6 ether at block 0
//   prepare RAW        a signed transaction that sets the stage, in a block of its own
//   block              begins a block of the batch that is measured
//   transaction RAW    a signed transaction of that block
//
// Addresses and transactions are hexadecimal with 0x. Empty lines and lines that begin with # say
// nothing.

#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace archi::traces {

/// What transactions must be signed for.
inline constexpr std::uint64_t kTraceChainId = 7001;

struct Trace {
    std::vector<Address> funded;
    std::vector<Bytes> prepare;              ///< raw transactions
    std::vector<std::vector<Bytes>> blocks;  ///< raw transactions of the measured batch
};

/// Errors: kInvalidArgument with the line's number and what is wrong with it; a trace without
/// measured transactions.
[[nodiscard]] Result<Trace> parse_trace(std::string_view text);

}  // namespace archi::traces
