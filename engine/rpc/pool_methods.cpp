// txpool_: what the mempool holds.

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"

namespace archi::rpc {
namespace {

/// Transactions that one answer shows.
constexpr std::size_t kMaxShown = 4'096;

Answer status(const Context& context, const Input&)
{
    const auto pool = context.chain.pool_status();
    return written(
        json::object{{"pending", to_json(pool.pending)}, {"queued", to_json(pool.queued)}});
}

/// {pending: {address: {nonce: ...}}, queued: ...} with what `show` makes of each transaction.
template <typename Show>
Answer by_sender_and_nonce(const Context& context, Show show)
{
    json::object pending;
    json::object queued;
    for (const auto& entry : context.chain.pool_content(kMaxShown)) {
        const auto& transaction = *entry.transaction;
        auto& of_kind = entry.executable ? pending : queued;
        auto& of_sender = of_kind[hex::encode_checksummed(transaction.sender)];
        if (!of_sender.is_object()) of_sender = json::object();
        of_sender.get_object()[std::to_string(transaction.transaction.nonce)] = show(transaction);
    }
    return written(json::object{{"pending", std::move(pending)}, {"queued", std::move(queued)}});
}

Answer content(const Context& context, const Input&)
{
    return by_sender_and_nonce(context, [](const stf::SignedTransaction& transaction) {
        return transaction_json(transaction, nullptr, 0);
    });
}

/// geth's line: "0x…: 1 wei + 21000 gas × 7 wei".
Answer inspect(const Context& context, const Input&)
{
    return by_sender_and_nonce(context, [](const stf::SignedTransaction& signed_transaction) {
        const auto& transaction = signed_transaction.transaction;
        return json::string((transaction.to ? hex::encode_checksummed(*transaction.to)
                                            : std::string("contract creation")) +
                            ": " + transaction.value.to_decimal() + " wei + " +
                            std::to_string(transaction.gas_limit) + " gas × " +
                            transaction.max_fee.to_decimal() + " wei");
    });
}

constexpr Method kMethods[] = {
    {"txpool_status", status},
    {"txpool_content", content},
    {"txpool_inspect", inspect},
};

}  // namespace

std::span<const Method> pool_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
