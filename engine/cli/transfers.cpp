#include "cli/transfers.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <thread>

#include "base/hex.hpp"
#include "node/transfer.hpp"

namespace archi::cli {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kPoll{5};

}  // namespace

Result<TransferDesk> TransferDesk::open(RpcClient& client)
{
    const auto chain_id = client.quantity("eth_chainId", {});
    if (!chain_id) return std::unexpected(chain_id.error());
    const auto gas_price = client.quantity("eth_gasPrice", {});
    if (!gas_price) return std::unexpected(gas_price.error());
    return TransferDesk(client, chain_id->low_u64(), node::fee_with_room(*gas_price));
}

Result<Hash> TransferDesk::send(const node::TestAccount& from, const Address& to, const u256& value)
{
    auto nonce = nonces_.find(from.address);
    if (nonce == nonces_.end()) {
        const auto next =
            client_->quantity("eth_getTransactionCount", {hex::encode(from.address), "pending"});
        if (!next) return std::unexpected(next.error());
        nonce = nonces_.emplace(from.address, next->low_u64()).first;
    }
    const auto raw = node::sign_transfer(from, {.chain_id = chain_id_,
                                                .nonce = nonce->second,
                                                .max_fee = max_fee_,
                                                .to = to,
                                                .value = value});
    if (!raw) return std::unexpected(raw.error());
    auto sent = client_->send_raw(*raw);
    if (sent) ++nonce->second;
    return sent;
}

Result<Arrival> TransferDesk::wait(const Hash& hash)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
        const auto receipt = client_->call("eth_getTransactionReceipt", {hex::encode(hash)});
        if (!receipt) return std::unexpected(receipt.error());
        if (const auto* fields = receipt->if_object()) {
            if (fields->at("status").as_string() != "0x1")
                return failure(ErrorCode::kInternal, hex::encode(hash) + " failed on the chain");
            const auto block =
                hex::decode_quantity_u64(std::string_view(fields->at("blockNumber").as_string()));
            if (!block) return failure(ErrorCode::kCorrupt, "a receipt without a block number");
            return Arrival{*block};
        }
        std::this_thread::sleep_for(kPoll);
    }
    return failure(ErrorCode::kUnavailable, hex::encode(hash) + " was not included in 30 s");
}

}  // namespace archi::cli
