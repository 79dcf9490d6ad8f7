#include "l1/account.hpp"

#include <thread>

#include "base/hex.hpp"
#include "stf/transaction.hpp"

namespace archi::l1 {
namespace {

/// Between two looks for a receipt.
constexpr std::chrono::milliseconds kPause{20};

}  // namespace

Result<Bytes> sign(const Call& call, const Envelope& envelope, const crypto::PrivateKey& key)
{
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kDynamicFee;
    transaction.chain_id = envelope.chain_id;
    transaction.nonce = envelope.nonce;
    transaction.max_priority_fee = envelope.priority_fee;
    transaction.max_fee = envelope.max_fee;
    transaction.gas_limit = envelope.gas_limit;
    transaction.to = call.to;
    transaction.value = call.value;
    transaction.data = call.data;
    const auto signature = crypto::sign(stf::signing_hash(transaction), key);
    if (!signature)
        return failure(ErrorCode::kInvalidArgument, "the transaction cannot be signed: void key");
    transaction.r = signature->r;
    transaction.s = signature->s;
    transaction.y_parity = signature->y_parity;
    return stf::encode(transaction);
}

Result<Account> Account::open(Client& client, const crypto::PrivateKey& key, std::stop_token stop)
{
    const auto address = crypto::address_of(key);
    if (!address) return failure(ErrorCode::kInvalidArgument, "the private key is void");
    const auto chain_id = client.chain_id();
    if (!chain_id) return std::unexpected(chain_id.error());
    const auto nonce = client.nonce(*address, Tag::kPending);
    if (!nonce) return std::unexpected(nonce.error());
    return Account(client, key, *address, *chain_id, *nonce, std::move(stop));
}

Result<Hash> Account::send(const Call& call, std::uint64_t gas_limit)
{
    const auto fees = client_.fees();
    if (!fees) return std::unexpected(fees.error());
    const auto raw = sign(call,
                          {.chain_id = chain_id_,
                           .nonce = nonce_,
                           .gas_limit = gas_limit,
                           .priority_fee = fees->priority,
                           .max_fee = fees->base * u256(2) + fees->priority},
                          key_);
    if (!raw) return std::unexpected(raw.error());
    auto hash = client_.send(*raw);
    if (hash) ++nonce_;
    return hash;
}

Result<Receipt> Account::wait(const Hash& transaction, std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto receipt = client_.receipt(transaction);
        if (!receipt) return std::unexpected(receipt.error());
        if (*receipt) {
            if ((*receipt)->succeeded) return std::move(**receipt);
            return failure(ErrorCode::kInvalidArgument,
                           "the transaction " + hex::encode(transaction) + " failed on the L1");
        }
        if (stop_.stop_requested() || std::chrono::steady_clock::now() >= deadline)
            return failure(ErrorCode::kUnavailable, "the transaction " + hex::encode(transaction) +
                                                        " is in no block of the L1 yet");
        std::this_thread::sleep_for(kPause);
    }
}

Result<Receipt> Account::run(const Call& call, std::chrono::milliseconds patience)
{
    auto mine = call;
    mine.from = address_;
    const auto gas = client_.estimate_gas(mine);
    if (!gas) return std::unexpected(gas.error());
    // What the call finds may change until it runs.
    const auto hash = send(mine, *gas + *gas / 4);
    if (!hash) return std::unexpected(hash.error());
    return wait(*hash, patience);
}

}  // namespace archi::l1
