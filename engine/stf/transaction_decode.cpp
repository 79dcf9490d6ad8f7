// Decoding: total over any bytes, and canonical.

#include "base/rlp.hpp"
#include "stf/queued_encoding.hpp"

namespace archi::stf {
namespace {

constexpr std::uint8_t kFirstListByte =
    0xc0;  // RLP: below it a string, EIP-2718: below 0x80 a kind
constexpr std::uint8_t kFirstStringByte = 0x80;

// EIP-155: v is 35 + 2 · chain id + y parity; before it, 27 + y parity.
constexpr std::uint64_t kProtectedV = 35;
constexpr std::uint64_t kUnprotectedV = 27;

std::vector<AccessListEntry> decode_access_list(rlp::FieldReader& fields)
{
    std::vector<AccessListEntry> entries;
    rlp::ListReader items(fields.list());
    while (const auto item = items.next()) {
        rlp::FieldReader entry(*item);
        AccessListEntry decoded{.address = entry.fixed<Address>(), .slots = {}};
        rlp::ListReader slots(entry.list());
        while (const auto slot = slots.next()) {
            if (slot->is_list || slot->payload.size() != Hash::kSize) {
                fields.fail(rlp::Error::kOutOfRange);
                return {};
            }
            decoded.slots.push_back(fixed<Hash>(slot->payload));
        }
        if (const auto end = entry.finish(); !end) {
            fields.fail(end.error());
            return {};
        }
        entries.push_back(std::move(decoded));
    }
    return entries;
}

std::vector<Authorization> decode_authorizations(rlp::FieldReader& fields)
{
    constexpr std::uint64_t kParityLimit = 256;  // EIP-7702
    std::vector<Authorization> authorizations;
    rlp::ListReader items(fields.list());
    while (const auto item = items.next()) {
        rlp::FieldReader entry(*item);
        Authorization decoded;
        decoded.chain_id = entry.word();
        decoded.delegate = entry.fixed<Address>();
        decoded.nonce = entry.u64();
        decoded.y_parity = entry.word();
        decoded.r = entry.word();
        decoded.s = entry.word();
        if (decoded.y_parity >= u256{kParityLimit}) entry.fail(rlp::Error::kOutOfRange);
        if (const auto end = entry.finish(); !end) {
            fields.fail(end.error());
            return {};
        }
        authorizations.push_back(decoded);
    }
    return authorizations;
}

/// The fields that all kinds have in this order, after nonce and prices.
void decode_body(rlp::FieldReader& fields, Transaction& out)
{
    out.gas_limit = fields.u64();
    out.to = fields.optional_address();
    out.value = fields.word();
    const auto data = fields.string();
    out.data.assign(data.begin(), data.end());
}

std::expected<Transaction, TransactionError> decode_legacy(bytes_view raw)
{
    const auto list = rlp::decode(raw);
    if (!list) return std::unexpected(TransactionError::kMalformed);
    rlp::FieldReader fields(*list);
    Transaction out;
    out.nonce = fields.u64();
    out.max_fee = fields.word();
    out.max_priority_fee = out.max_fee;
    decode_body(fields, out);
    const auto v = fields.u64();
    out.r = fields.word();
    out.s = fields.word();
    if (!fields.finish()) return std::unexpected(TransactionError::kMalformed);

    if (v >= kProtectedV) {
        out.chain_id = (v - kProtectedV) / 2;
        out.y_parity = (v - kProtectedV) % 2 != 0;
    } else if (v == kUnprotectedV || v == kUnprotectedV + 1) {
        out.y_parity = v == kUnprotectedV + 1;
    } else {
        return std::unexpected(TransactionError::kInvalidSignature);
    }
    return out;
}

std::expected<Transaction, TransactionError> decode_typed(Kind kind, bytes_view payload)
{
    const auto list = rlp::decode(payload);
    if (!list) return std::unexpected(TransactionError::kMalformed);
    rlp::FieldReader fields(*list);
    Transaction out;
    out.kind = kind;
    out.chain_id = fields.u64();
    out.nonce = fields.u64();
    out.max_priority_fee = fields.word();
    out.max_fee = kind == Kind::kAccessList ? out.max_priority_fee : fields.word();
    decode_body(fields, out);
    out.access_list = decode_access_list(fields);
    if (kind == Kind::kSetCode) out.authorizations = decode_authorizations(fields);
    out.y_parity = fields.boolean();
    out.r = fields.word();
    out.s = fields.word();
    if (!fields.finish()) return std::unexpected(TransactionError::kMalformed);

    if (kind == Kind::kSetCode && !out.to)
        return std::unexpected(TransactionError::kCreationNotAllowed);
    if (kind == Kind::kSetCode && out.authorizations.empty())
        return std::unexpected(TransactionError::kEmptyAuthorizations);
    return out;
}

std::expected<Transaction, TransactionError> decode_system(bytes_view payload)
{
    const auto list = rlp::decode(payload);
    if (!list) return std::unexpected(TransactionError::kMalformed);
    rlp::FieldReader fields(*list);
    Transaction out;
    out.kind = Kind::kSystem;
    out.nonce = fields.u64();
    out.gas_limit = fields.u64();
    out.to = fields.fixed<Address>();
    const auto data = fields.string();
    out.data.assign(data.begin(), data.end());
    if (!fields.finish()) return std::unexpected(TransactionError::kMalformed);
    return out;
}

}  // namespace

std::expected<Transaction, TransactionError> decode(bytes_view raw)
{
    if (raw.empty()) return std::unexpected(TransactionError::kMalformed);
    const auto first = raw.front();
    if (first >= kFirstListByte) return decode_legacy(raw);
    if (first >= kFirstStringByte) return std::unexpected(TransactionError::kMalformed);
    switch (const auto kind = static_cast<Kind>(first)) {
        case Kind::kAccessList:
        case Kind::kDynamicFee:
        case Kind::kSetCode:
            return decode_typed(kind, raw.subspan(1));
        case Kind::kSystem:
            return decode_system(raw.subspan(1));
        case Kind::kQueued:
            return decode_queued(raw);
        default:
            return std::unexpected(TransactionError::kUnsupportedKind);
    }
}

}  // namespace archi::stf
