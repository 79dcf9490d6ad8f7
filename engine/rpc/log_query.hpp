#pragma once
// Which logs a caller wants, and finding them: private to this library.

#include <expected>
#include <vector>

#include "rpc/context.hpp"

namespace archi::rpc {

/// Addresses and topics, as eth_getLogs has them: empty means any.
struct LogPattern {
    std::vector<Address> addresses;
    std::vector<std::vector<Hash>> topics;  ///< by position; at most four

    [[nodiscard]] bool matches(const evm::Log& log) const;
};

/// Reads `address` and `topics`. At most 1,000 alternatives each.
[[nodiscard]] LogPattern read_log_pattern(const Input& object);

/// The matching logs of one block, appended to `out` as JSON elements parted by commas.
/// Gives how many.
std::size_t append_logs(const chain::BlockRecord& block, const LogPattern& pattern,
                        std::string& out);

/// The matching logs of a range of blocks. Errors: the range or the answer is too large.
[[nodiscard]] std::expected<Json, CallError> find_logs(const Context& context,
                                                       const LogPattern& pattern,
                                                       std::uint64_t first, std::uint64_t last);

}  // namespace archi::rpc
