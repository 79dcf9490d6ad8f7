// eth_subscribe and eth_unsubscribe, over WebSocket only.

#include "rpc/methods.hpp"
#include "rpc/subscriptions.hpp"

namespace archi::rpc {
namespace {

Answer subscribe(const Context& context, const Input& params)
{
    if (!context.caller.channel)
        return CallError{
            kMethodNotFound, "notifications not supported over HTTP: use WebSocket", {}};
    Subscription subscription;
    subscription.channel = context.caller.channel;
    const auto kind = params[0].text();
    if (kind == "newHeads") {
        subscription.kind = SubscriptionKind::kNewHeads;
    } else if (kind == "logs") {
        subscription.kind = SubscriptionKind::kLogs;
        subscription.pattern = read_log_pattern(params[1]);
    } else if (kind == "newPendingTransactions") {
        subscription.kind = SubscriptionKind::kPendingTransactions;
        subscription.whole_transactions = params[1].boolean_or(false);
    } else {
        params[0].fail("no such subscription: newHeads, logs or newPendingTransactions");
    }
    if (params.failed()) return params.error();
    const auto id = context.subscriptions.add(std::move(subscription));
    if (!id) return CallError{kLimitExceeded, "too many subscriptions", {}};
    return written(json::string(*id));
}

Answer unsubscribe(const Context& context, const Input& params)
{
    if (!context.caller.channel)
        return CallError{
            kMethodNotFound, "notifications not supported over HTTP: use WebSocket", {}};
    const auto id = params[0].text();
    if (params.failed()) return params.error();
    if (!context.subscriptions.remove(std::string(id), *context.caller.channel))
        return server_error("subscription not found");
    return written(true);
}

constexpr Method kMethods[] = {
    {"eth_subscribe", subscribe},
    {"eth_unsubscribe", unsubscribe},
};

}  // namespace

std::span<const Method> subscription_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
