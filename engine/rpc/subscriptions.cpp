#include "rpc/subscriptions.hpp"

#include <algorithm>

#include "rpc/encode.hpp"
#include "rpc/filters.hpp"

namespace archi::rpc {
namespace {

std::string notification(const std::string& id, const std::string& result)
{
    return R"({"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":")" + id +
           R"(","result":)" + result + "}}";
}

/// One message a log.
void send_logs(const std::string& id, const Subscription& subscription,
               const chain::BlockRecord& block)
{
    std::size_t index_in_block = 0;
    for (std::size_t i = 0; i < block.receipts.size(); ++i)
        for (const auto& log : block.receipts[i].logs) {
            const auto index = index_in_block++;
            if (!subscription.pattern.matches(log)) continue;
            const auto text = json::serialize(log_json(block, i, log, index));
            if (!subscription.channel->send(notification(id, text))) return;
        }
}

}  // namespace

std::optional<std::string> Subscriptions::add(Subscription subscription)
{
    const std::lock_guard lock(mutex_);
    const auto of_channel = std::ranges::count_if(subscriptions_, [&](const auto& entry) {
        return entry.second.channel == subscription.channel;
    });
    if (subscriptions_.size() >= limits_.subscriptions ||
        static_cast<std::size_t>(of_channel) >= limits_.subscriptions_per_channel)
        return std::nullopt;
    auto id = random_id();
    subscriptions_.emplace(id, std::move(subscription));
    return id;
}

bool Subscriptions::remove(const std::string& id, const net::Channel& channel)
{
    const std::lock_guard lock(mutex_);
    const auto found = subscriptions_.find(id);
    if (found == subscriptions_.end() || found->second.channel.get() != &channel) return false;
    subscriptions_.erase(found);
    return true;
}

void Subscriptions::remove_all(const net::Channel& channel)
{
    const std::lock_guard lock(mutex_);
    std::erase_if(subscriptions_,
                  [&](const auto& entry) { return entry.second.channel.get() == &channel; });
}

void Subscriptions::clear()
{
    const std::lock_guard lock(mutex_);
    subscriptions_.clear();
}

template <typename Result>
void Subscriptions::tell(SubscriptionKind kind, Result result)
{
    const std::lock_guard lock(mutex_);
    for (const auto& [id, subscription] : subscriptions_)
        if (subscription.kind == kind)
            subscription.channel->send(notification(id, result(subscription)));
}

void Subscriptions::on_block(const chain::BlockRecord& block)
{
    std::string header;
    tell(SubscriptionKind::kNewHeads, [&](const Subscription&) -> const std::string& {
        if (header.empty()) header = json::serialize(header_json(block));
        return header;
    });
    if (block.bloom.is_zero()) return;
    const std::lock_guard lock(mutex_);
    for (const auto& [id, subscription] : subscriptions_)
        if (subscription.kind == SubscriptionKind::kLogs) send_logs(id, subscription, block);
}

void Subscriptions::on_pending(const chain::Chain& chain, const Hash& transaction)
{
    const auto hash = '"' + hex::encode(transaction) + '"';
    tell(SubscriptionKind::kPendingTransactions, [&](const Subscription& subscription) {
        const auto whole = subscription.whole_transactions ? chain.pooled(transaction) : nullptr;
        return whole ? json::serialize(transaction_json(*whole, nullptr, 0)) : hash;
    });
}

bool Subscriptions::wants_pending() const
{
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(subscriptions_, [](const auto& entry) {
        return entry.second.kind == SubscriptionKind::kPendingTransactions;
    });
}

}  // namespace archi::rpc
