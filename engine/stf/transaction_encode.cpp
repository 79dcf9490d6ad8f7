// Encoding, and the hashes that are made of it.

#include "base/keccak.hpp"
#include "base/rlp.hpp"
#include "stf/queued_encoding.hpp"

namespace archi::stf {
namespace {

constexpr std::uint8_t kAuthorizationMagic = 0x05;  // EIP-7702

void encode_access_list(rlp::Encoder& out, const std::vector<AccessListEntry>& entries)
{
    out.begin_list();
    for (const auto& entry : entries) {
        out.begin_list().add(bytes_view(entry.address.bytes)).begin_list();
        for (const auto& slot : entry.slots)
            out.add(bytes_view(slot.bytes));
        out.end_list().end_list();
    }
    out.end_list();
}

void encode_authorizations(rlp::Encoder& out, const std::vector<Authorization>& authorizations)
{
    out.begin_list();
    for (const auto& entry : authorizations)
        out.begin_list()
            .add(entry.chain_id)
            .add(bytes_view(entry.delegate.bytes))
            .add(entry.nonce)
            .add(entry.y_parity)
            .add(entry.r)
            .add(entry.s)
            .end_list();
    out.end_list();
}

/// Everything before the signature.
void encode_unsigned(rlp::Encoder& out, const Transaction& transaction)
{
    if (transaction.kind != Kind::kLegacy) out.add(transaction.chain_id.value_or(0));
    out.add(transaction.nonce);
    if (transaction.kind == Kind::kDynamicFee || transaction.kind == Kind::kSetCode)
        out.add(transaction.max_priority_fee);
    out.add(transaction.max_fee).add(transaction.gas_limit);
    out.add(transaction.to ? bytes_view(transaction.to->bytes) : bytes_view{});
    out.add(transaction.value).add(bytes_view(transaction.data));
    if (transaction.kind == Kind::kLegacy) return;
    encode_access_list(out, transaction.access_list);
    if (transaction.kind == Kind::kSetCode) encode_authorizations(out, transaction.authorizations);
}

Bytes with_kind(Kind kind, rlp::Encoder& encoder)
{
    if (kind == Kind::kLegacy) return encoder.take();
    Bytes out = {static_cast<std::uint8_t>(kind)};
    append(out, encoder.bytes());
    return out;
}

Bytes encode_system(const Transaction& transaction)
{
    rlp::Encoder out;
    out.begin_list()
        .add(transaction.nonce)
        .add(transaction.gas_limit)
        .add(bytes_view(transaction.to.value_or(Address{}).bytes))
        .add(bytes_view(transaction.data))
        .end_list();
    return with_kind(Kind::kSystem, out);
}

}  // namespace

Bytes encode(const Transaction& transaction)
{
    if (transaction.kind == Kind::kQueued) return encode_queued(transaction);
    if (transaction.kind == Kind::kSystem) return encode_system(transaction);
    rlp::Encoder out;
    out.begin_list();
    encode_unsigned(out, transaction);
    const std::uint64_t parity = transaction.y_parity ? 1 : 0;
    if (transaction.kind != Kind::kLegacy)
        out.add(parity);
    else if (transaction.chain_id)
        out.add(35 + 2 * *transaction.chain_id + parity);  // EIP-155
    else
        out.add(27 + parity);
    out.add(transaction.r).add(transaction.s).end_list();
    return with_kind(transaction.kind, out);
}

Hash hash(bytes_view raw)
{
    return keccak256(is_queued(raw) ? raw.subspan(1) : raw);
}

Hash signing_hash(const Transaction& transaction)
{
    rlp::Encoder out;
    out.begin_list();
    encode_unsigned(out, transaction);
    if (transaction.kind == Kind::kLegacy && transaction.chain_id)
        out.add(*transaction.chain_id).add(std::uint64_t{0}).add(std::uint64_t{0});  // EIP-155
    out.end_list();
    return keccak256(with_kind(transaction.kind, out));
}

Hash signing_hash(const Authorization& authorization)
{
    rlp::Encoder out;
    out.begin_list()
        .add(authorization.chain_id)
        .add(bytes_view(authorization.delegate.bytes))
        .add(authorization.nonce)
        .end_list();
    Bytes message = {kAuthorizationMagic};
    append(message, out.bytes());
    return keccak256(message);
}

}  // namespace archi::stf
