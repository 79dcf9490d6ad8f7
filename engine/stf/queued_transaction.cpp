// Transactions of kind 0x7f: how the L1 writes them (l1/FORMATS.md, "L1 queue").

#include <algorithm>

#include "base/keccak.hpp"
#include "stf/queued_encoding.hpp"

namespace archi::stf {
namespace {

constexpr std::size_t kWord = 32;
// abi.encode(L2CanonicalTransaction): the offset of the struct, and from there 19 words, of which
// the last five are offsets of what follows them.
constexpr std::size_t kHeadWords = 19;
constexpr std::size_t kTails = 5;
constexpr std::size_t kLeastSize = (1 + kHeadWords + kTails) * kWord;

enum Field : std::uint8_t {
    kType,
    kFrom,
    kTo,
    kGasLimit,
    kGasPerPubdata,
    kMaxFee,
    kMaxPriorityFee,
    kPaymaster,
    kNonce,
    kValue,
    kMinted,
    kRefundRecipient,
    kReserved2,
    kReserved3,
    kNumbers,  ///< how many of the 19 are no offsets
};

u256 word_of(const Address& address)
{
    return u256::from_be(address.bytes);
}

Address address_of(const u256& word)
{
    return archi::fixed<Address>(bytes_view(word.to_be().bytes).last(Address::kSize));
}

void append_word(Bytes& out, const u256& word)
{
    append(out, word.to_be().bytes);
}

}  // namespace

Bytes encode_queued(const Transaction& transaction)
{
    u256 numbers[kNumbers];
    numbers[kType] = u256{static_cast<std::uint64_t>(Kind::kQueued)};
    numbers[kFrom] = word_of(transaction.queued.from);
    numbers[kTo] = word_of(transaction.to.value_or(Address{}));
    numbers[kGasLimit] = u256{transaction.gas_limit};
    numbers[kGasPerPubdata] = transaction.queued.gas_per_pubdata;
    numbers[kMaxFee] = transaction.max_fee;
    numbers[kNonce] = u256{transaction.nonce};
    numbers[kValue] = transaction.value;
    numbers[kMinted] = transaction.queued.minted;
    numbers[kRefundRecipient] = word_of(transaction.queued.refund_recipient);

    Bytes out = {static_cast<std::uint8_t>(Kind::kQueued)};
    append_word(out, u256{kWord});
    for (const auto& number : numbers)
        append_word(out, number);
    const auto padded = (transaction.data.size() + kWord - 1) / kWord * kWord;
    auto offset = kHeadWords * kWord;
    for (std::size_t tail = 0; tail < kTails; ++tail) {
        append_word(out, u256{offset});
        offset += kWord + (tail == 0 ? padded : 0);
    }
    append_word(out, u256{transaction.data.size()});
    append(out, transaction.data);
    out.resize(out.size() + padded - transaction.data.size() + (kTails - 1) * kWord);
    return out;
}

std::expected<Transaction, TransactionError> decode_queued(bytes_view raw)
{
    const auto malformed = std::unexpected(TransactionError::kMalformed);
    if (raw.size() < 1 + kLeastSize) return malformed;
    const auto word = [&](std::size_t index) {
        return u256::from_be(archi::fixed<Hash>(raw.subspan(1 + index * kWord, kWord)).bytes);
    };
    const auto number = [&](Field field) { return word(1 + field); };
    const auto length = word(1 + kHeadWords);
    if (!number(kGasLimit).fits_u64() || !number(kNonce).fits_u64() || !length.fits_u64() ||
        length.low_u64() > raw.size() - 1 - kLeastSize)
        return malformed;

    Transaction out;
    out.kind = Kind::kQueued;
    out.queued.from = address_of(number(kFrom));
    out.to = address_of(number(kTo));
    out.gas_limit = number(kGasLimit).low_u64();
    out.queued.gas_per_pubdata = number(kGasPerPubdata);
    out.max_fee = number(kMaxFee);
    out.nonce = number(kNonce).low_u64();
    out.value = number(kValue);
    out.queued.minted = number(kMinted);
    out.queued.refund_recipient = address_of(number(kRefundRecipient));
    const auto data = raw.subspan(1 + (2 + kHeadWords) * kWord, length.low_u64());
    out.data.assign(data.begin(), data.end());
    // Everything else, and the upper bytes of addresses, are as the encoder writes them or wrong.
    if (!std::ranges::equal(encode_queued(out), raw)) return malformed;
    return out;
}

std::expected<SignedTransaction, TransactionError> admit_queued(Bytes raw)
{
    if (!is_queued(raw)) return std::unexpected(TransactionError::kUnsupportedKind);
    auto transaction = decode_queued(raw);
    if (!transaction) return std::unexpected(transaction.error());
    SignedTransaction admitted;
    admitted.sender = transaction->queued.from;
    admitted.hash = hash(raw);
    admitted.transaction = std::move(*transaction);
    admitted.raw = std::move(raw);
    return admitted;
}

}  // namespace archi::stf
