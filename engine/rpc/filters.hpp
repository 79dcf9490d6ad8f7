#pragma once
// Filters that callers poll: private to this library.

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "rpc/log_query.hpp"

namespace archi::rpc {

enum class FilterKind { kBlocks, kPendingTransactions, kLogs };

struct Filter {
    FilterKind kind = FilterKind::kBlocks;
    LogPattern pattern;                       ///< kLogs
    std::uint64_t first_block = 0;            ///< kLogs: of the range it was made for
    std::optional<std::uint64_t> last_block;  ///< the same; nullopt: open
    std::uint64_t next_block = 0;             ///< the first that was not polled yet
    std::vector<Hash> pending;                ///< kPendingTransactions: since the last poll
    std::chrono::steady_clock::time_point last_use{};
};

/// All filters of one chain. Safe to use from any thread. One that nobody asks for a while is
/// dropped.
class Filters {
public:
    explicit Filters(const Limits& limits) : limits_(limits) {}

    /// Its id; nullopt: there are too many.
    [[nodiscard]] std::optional<std::string> add(Filter filter);
    bool remove(const std::string& id);
    /// A copy; nullopt if there is none. Counts as use.
    [[nodiscard]] std::optional<Filter> find(const std::string& id);
    /// As find, and what comes before `next_block`, or is pending, counts as polled.
    [[nodiscard]] std::optional<Filter> poll(const std::string& id, std::uint64_t next_block);

    /// The blocks from `number` on were replaced: filters tell the new ones, too.
    void on_replaced(std::uint64_t number);
    void on_pending(const Hash& transaction);
    [[nodiscard]] bool wants_pending() const;
    void drop_expired();

private:
    const Limits& limits_;
    mutable std::mutex mutex_;
    std::map<std::string, Filter> filters_;
};

/// A number nobody guesses: 16 random bytes, in hex.
[[nodiscard]] std::string random_id();

}  // namespace archi::rpc
