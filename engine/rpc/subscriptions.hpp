#pragma once
// What WebSocket clients are told without asking: private to this library.

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "net/channel.hpp"
#include "rpc/log_query.hpp"

namespace archi::rpc {

enum class SubscriptionKind { kNewHeads, kLogs, kPendingTransactions };

struct Subscription {
    std::shared_ptr<net::Channel> channel;
    SubscriptionKind kind = SubscriptionKind::kNewHeads;
    LogPattern pattern;               ///< kLogs
    bool whole_transactions = false;  ///< kPendingTransactions: not only hashes
};

/// All subscriptions of one chain. Safe to use from any thread.
class Subscriptions {
public:
    explicit Subscriptions(const Limits& limits) : limits_(limits) {}

    /// Its id; nullopt: there are too many, or too many on that channel.
    [[nodiscard]] std::optional<std::string> add(Subscription subscription);
    /// Only by the channel it belongs to.
    bool remove(const std::string& id, const net::Channel& channel);
    void remove_all(const net::Channel& channel);
    void clear();

    void on_block(const chain::BlockRecord& block);
    void on_pending(const chain::Chain& chain, const Hash& transaction);
    [[nodiscard]] bool wants_pending() const;

private:
    /// Sends what `result` gives to each subscription of `kind`.
    template <typename Result>
    void tell(SubscriptionKind kind, Result result);

    const Limits& limits_;
    mutable std::mutex mutex_;
    std::map<std::string, Subscription> subscriptions_;
};

}  // namespace archi::rpc
