// Who signed: EIP-2 signatures over a transaction or an authorization.

#include "base/keccak.hpp"
#include "crypto/secp256k1.hpp"
#include "stf/transaction.hpp"

namespace archi::stf {
namespace {

/// Order of secp256k1's group (SEC 2, section 2.4.1).
constexpr u256 kOrder{0xffffffffffffffff, 0xfffffffffffffffe, 0xbaaedce6af48a03b,
                      0xbfd25e8cd0364141};
constexpr u256 kHalfOrder = kOrder >> 1;

bool in_range(const u256& r, const u256& s)
{
    return !r.is_zero() && r < kOrder && !s.is_zero() && s <= kHalfOrder;
}

}  // namespace

std::expected<Address, TransactionError> recover_sender(const Transaction& transaction)
{
    if (!in_range(transaction.r, transaction.s))
        return std::unexpected(TransactionError::kInvalidSignature);
    const auto sender = crypto::recover(signing_hash(transaction), transaction.y_parity,
                                        transaction.r, transaction.s);
    if (!sender) return std::unexpected(TransactionError::kInvalidSignature);
    return *sender;
}

std::optional<Address> recover_authority(const Authorization& authorization)
{
    if (authorization.y_parity > u256{1} || !in_range(authorization.r, authorization.s))
        return std::nullopt;
    return crypto::recover(signing_hash(authorization), authorization.y_parity == u256{1},
                           authorization.r, authorization.s);
}

std::expected<SignedTransaction, TransactionError> admit(Bytes raw, std::uint64_t chain_id)
{
    auto transaction = decode(raw);
    if (!transaction) return std::unexpected(transaction.error());
    if (transaction->kind == Kind::kQueued || transaction->kind == Kind::kSystem)
        return std::unexpected(TransactionError::kUnsupportedKind);
    if (transaction->chain_id != chain_id) return std::unexpected(TransactionError::kWrongChainId);
    const auto sender = recover_sender(*transaction);
    if (!sender) return std::unexpected(sender.error());
    const auto identity = hash(raw);
    return SignedTransaction{.transaction = std::move(*transaction),
                             .raw = std::move(raw),
                             .hash = identity,
                             .sender = *sender};
}

std::expected<SignedTransaction, TransactionError> admit_in_block(Bytes raw, std::uint64_t chain_id)
{
    if (is_queued(raw)) return admit_queued(std::move(raw));
    if (!raw.empty() && raw.front() == static_cast<std::uint8_t>(Kind::kSystem))
        return admit_system(std::move(raw));
    return admit(std::move(raw), chain_id);
}

}  // namespace archi::stf
