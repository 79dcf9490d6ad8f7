#include "operator/sender.hpp"

#include <algorithm>

#include "base/keccak.hpp"
#include "chain/unix_time.hpp"
#include "operator/calls.hpp"
#include "stf/transaction.hpp"

namespace archi::settlement {
namespace {

constexpr std::uint64_t kTransferGas = 21'000;

/// Nodes ask for a tenth more of a replacement; an eighth is more than any asks.
u256 raised(const u256& fee)
{
    return fee + fee / u256(8) + u256(1);
}

/// The call of a raw transaction that this program signed.
std::optional<l1::Call> call_of(const Sent& sent)
{
    const auto transaction = stf::decode(sent.raw);
    if (!transaction) return std::nullopt;
    return l1::Call{.from = sent.sender,
                    .to = transaction->to,
                    .data = transaction->data,
                    .value = transaction->value};
}

}  // namespace

Sender::Sender(l1::Client& client, Journal& journal, const crypto::PrivateKey& key, Rules rules)
    : client_(client),
      journal_(journal),
      key_(key),
      address_(crypto::address_of(key).value()),
      rules_(rules)
{
}

Result<bool> Sender::look()
{
    const auto waiting = journal_.waiting(address_);
    if (!waiting) return std::unexpected(waiting.error());
    if (waiting->empty()) return false;
    const auto included = client_.nonce(address_, l1::Tag::kLatest);
    if (!included) return std::unexpected(included.error());
    const auto known = client_.nonce(address_, l1::Tag::kPending);
    if (!known) return std::unexpected(known.error());
    bool still_waits = false;
    std::optional<std::uint64_t> seen;
    for (const auto& sent : *waiting) {
        const bool is_newest = seen != sent.nonce;
        seen = sent.nonce;
        // Of several under one nonce the L1 takes one, and each has its receipt looked for.
        auto waits = look_at(sent, *included, is_newest ? *known : UINT64_MAX);
        if (!waits) return waits;
        still_waits = still_waits || *waits;
    }
    return still_waits;
}

Result<bool> Sender::look_at(const Sent& sent, std::uint64_t included, std::uint64_t known)
{
    const auto receipt = client_.receipt(sent.hash);
    if (!receipt) return std::unexpected(receipt.error());
    if (*receipt) {
        if (auto done = journal_.include(**receipt); !done) return std::unexpected(done.error());
        return false;
    }
    if (sent.nonce < included) {
        // Its nonce went to another one, of ours or of whoever else has the key.
        if (auto done = journal_.set_fate(sent.hash, Fate::kReplaced); !done)
            return std::unexpected(done.error());
        return false;
    }
    if (known == UINT64_MAX) return true;
    if (sent.nonce >= known) {
        // A node that does not take it says why; what it says is no news.
        static_cast<void>(client_.send(sent.raw));
    }
    if (chain::unix_ms() - sent.sent_unix_ms >= rules_.fee_patience.count())
        if (auto done = replace(sent); !done) return std::unexpected(done.error());
    return true;
}

Result<l1::Envelope> Sender::price(const l1::Call& call)
{
    const auto fees = client_.fees();
    if (!fees) return std::unexpected(fees.error());
    const auto gas = client_.estimate_gas(call);
    if (!gas) return std::unexpected(gas.error());
    return l1::Envelope{.chain_id = rules_.chain_id,
                        .nonce = 0,
                        // What the call finds may change until it runs.
                        .gas_limit = *gas + *gas / 4,
                        .priority_fee = fees->priority,
                        .max_fee = fees->base * u256(2) + fees->priority};
}

Result<void> Sender::replace(const Sent& old)
{
    auto call = call_of(old);
    if (!call) return failure(ErrorCode::kCorrupt, "a sent transaction cannot be read");
    auto envelope = price(*call);
    if (!envelope && envelope.error().code == ErrorCode::kInvalidArgument) {
        call = l1::Call{.from = address_, .to = address_, .data = {}, .value = {}};
        envelope = price(*call);
        if (envelope) envelope->gas_limit = kTransferGas;
    }
    if (!envelope) return std::unexpected(envelope.error());
    envelope->nonce = old.nonce;
    envelope->priority_fee = std::max(envelope->priority_fee, raised(old.priority_fee));
    envelope->max_fee = std::max(envelope->max_fee, raised(old.max_fee));
    const auto raw = l1::sign(*call, *envelope, key_);
    if (!raw) return std::unexpected(raw.error());
    Sent next = old;
    next.hash = stf::hash(*raw);
    next.raw = *raw;
    next.call = keccak256(call->data);
    next.priority_fee = envelope->priority_fee;
    next.max_fee = envelope->max_fee;
    next.sent_unix_ms = chain::unix_ms();
    const auto parts = call->data.empty() ? Result<std::vector<Part>>(std::vector<Part>{})
                                          : journal_.parts(old.hash);
    if (!parts) return std::unexpected(parts.error());
    if (const auto posted = post(next, *parts); !posted) return std::unexpected(posted.error());
    return {};
}

Result<Hash> Sender::send(Step step, const l1::Call& call, std::span<const Part> parts)
{
    auto mine = call;
    mine.from = address_;
    const auto outcome = client_.call(mine);
    if (!outcome) return std::unexpected(outcome.error());
    if (outcome->reverted) return failure(ErrorCode::kInvalidArgument, revert_words(outcome->data));
    auto envelope = price(mine);
    if (!envelope) return std::unexpected(envelope.error());
    const auto nonce = client_.nonce(address_, l1::Tag::kPending);
    if (!nonce) return std::unexpected(nonce.error());
    envelope->nonce = *nonce;
    const auto raw = l1::sign(mine, *envelope, key_);
    if (!raw) return std::unexpected(raw.error());
    Sent sent;
    sent.hash = stf::hash(*raw);
    sent.step = step;
    sent.sender = address_;
    sent.nonce = *nonce;
    sent.raw = *raw;
    sent.call = keccak256(mine.data);
    sent.priority_fee = envelope->priority_fee;
    sent.max_fee = envelope->max_fee;
    sent.sent_unix_ms = chain::unix_ms();
    return post(sent, parts);
}

Result<Hash> Sender::post(const Sent& sent, std::span<const Part> parts)
{
    if (auto kept = journal_.put(sent, parts); !kept) return std::unexpected(kept.error());
    // It may be lost on the way, or refused because somebody else was faster: look() tells.
    static_cast<void>(client_.send(sent.raw));
    return sent.hash;
}

}  // namespace archi::settlement
