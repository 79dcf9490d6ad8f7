// One value: the forms of DIFFERENCE_FORMAT.md, the choice among them, and their inverse.

#include <algorithm>
#include <bit>
#include <optional>

#include "base/assert.hpp"
#include "base/u256.hpp"
#include "base/varint.hpp"
#include "state/difference.hpp"
#include "state/difference_forms.hpp"

namespace archi::state {

namespace {

unsigned byte_length(const u256& number)
{
    return (number.bit_length() + 7) / 8;
}

void append_minimal(Bytes& out, const u256& number)
{
    const auto bytes = number.to_be();
    append(out, bytes_view(bytes.bytes).last(byte_length(number)));
}

/// The bytes from the first to the last that differ.
struct Span {
    unsigned begin = 0;
    unsigned end = Hash::kSize;
};

Span differing(const Hash& a, const Hash& b)
{
    Span span;
    while (a[span.begin] == b[span.begin])
        ++span.begin;
    while (a[span.end - 1] == b[span.end - 1])
        --span.end;
    return span;
}

unsigned trailing_zero_bits(const u256& number)
{
    for (unsigned i = 0; i < 4; ++i)
        if (number.word(i) != 0)
            return 64 * i + static_cast<unsigned>(std::countr_zero(number.word(i)));
    return 256;
}

/// mantissa · 10^exponent, with a mantissa that ten does not divide.
struct Decimal {
    u256 mantissa;
    std::uint8_t exponent = 0;
};

/// nullopt if ten divides the number fewer than kLeastExponent times. A random number is turned
/// away by its trailing bits, without a division.
std::optional<Decimal> decimal(const u256& number)
{
    if (trailing_zero_bits(number) < kLeastExponent) return std::nullopt;
    auto division = div_mod(number, kLeastPower);
    if (!division.remainder.is_zero()) return std::nullopt;
    Decimal out{.mantissa = division.quotient, .exponent = kLeastExponent};
    while ((division = div_mod(out.mantissa, 10)).remainder.is_zero()) {
        out.mantissa = division.quotient;
        ++out.exponent;
    }
    return out;
}

/// A packed account (account.hpp) as the numbers in it, whatever the value really is.
struct Fields {
    std::uint64_t nonce;
    std::uint64_t flags;
    u256 balance;

    explicit Fields(const u256& value)
        : nonce(value.word(3)),
          flags(value.word(2)),
          balance(u256{0, 0, value.word(1), value.word(0)})
    {
    }
};

/// Keeps the shortest form seen, of equally short ones the lowest.
class Shortest {
public:
    void offer(unsigned form, Bytes payload)
    {
        const auto byte = static_cast<std::uint8_t>(form);
        if (found_ && (payload.size() > best_.payload.size() ||
                       (payload.size() == best_.payload.size() && byte > best_.form)))
            return;
        found_ = true;
        best_ = {.form = byte, .payload = std::move(payload)};
    }
    /// Is a payload of `length` bytes worth building?
    [[nodiscard]] bool wants(std::size_t length) const
    {
        return !found_ || length <= best_.payload.size();
    }
    [[nodiscard]] EncodedValue take() { return std::move(best_); }

private:
    EncodedValue best_;
    bool found_ = false;
};

void offer_delta(Shortest& shortest, const u256& delta, const DeltaForms& forms)
{
    if (delta <= kSmallDeltas)
        shortest.offer(forms.small + static_cast<unsigned>(delta.low_u64()) - 1, {});
    const auto length = byte_length(delta);
    if (length < Hash::kSize && shortest.wants(length)) {
        Bytes payload;
        append_minimal(payload, delta);
        shortest.offer(forms.plain + length, std::move(payload));
    }
    if (length <= 2) return;
    const auto number = decimal(delta);
    if (!number) return;
    const auto digits = byte_length(number->mantissa);
    if (digits <= kMaxMantissa && shortest.wants(1 + digits)) {
        Bytes payload{number->exponent};
        append_minimal(payload, number->mantissa);
        shortest.offer(forms.decimal + digits, std::move(payload));
    }
}

void offer_account(Shortest& shortest, const Fields& before, const Fields& after)
{
    if (after.nonce < before.nonce) return;
    const bool grows = after.balance >= before.balance;
    const auto delta = grows ? after.balance - before.balance : before.balance - after.balance;
    const auto length = byte_length(delta);
    if (!shortest.wants(1 + length)) return;
    Bytes payload;
    append_varint(payload, after.nonce - before.nonce);
    if (before.flags == after.flags) {
        append_minimal(payload, delta);
        const bool adds = grows && length != 0;
        shortest.offer((adds ? kAccountAdd : kAccountSubtract) + length, std::move(payload));
        return;
    }
    if (((after.flags >> 32U) & 0xffU) != 0) return;
    append_be(payload, after.flags >> 40U, 3);
    append_varint(payload, after.flags & 0xffffffffU);
    payload.push_back(static_cast<std::uint8_t>(length | (grows ? 0 : kBalanceShrinks)));
    append_minimal(payload, delta);
    shortest.offer(kAccountFlags, std::move(payload));
}

/// before + delta or before − delta; nullopt beyond [0, 2^256).
std::optional<u256> shifted(const u256& before, const u256& delta, bool adds)
{
    if (adds ? delta > ~before : delta > before) return std::nullopt;
    return adds ? before + delta : before - delta;
}

std::optional<u256> apply_decimal(const u256& before, bytes_view payload, bool adds)
{
    u256 delta = u256::from_be(payload.subspan(1));
    for (unsigned i = 0; i < payload[0]; ++i) {
        if (delta > u256::max() / 10) return std::nullopt;
        delta *= 10;
    }
    return shifted(before, delta, adds);
}

std::optional<u256> replace_span(const u256& before, bytes_view payload)
{
    const std::size_t begin = payload[0];
    const auto bytes = payload.subspan(1);
    if (begin + bytes.size() > Hash::kSize) return std::nullopt;
    auto value = before.to_be();
    std::ranges::copy(bytes, value.begin() + begin);
    return u256::from_be(value.bytes);
}

std::optional<u256> apply_account(const u256& before, std::uint8_t form, bytes_view payload)
{
    const Fields fields(before);
    const auto nonce_step = take_varint(payload);
    if (!nonce_step || *nonce_step > UINT64_MAX - fields.nonce) return std::nullopt;
    auto flags = fields.flags;
    bool grows = form >= kAccountAdd;
    if (form == kAccountFlags) {
        flags = load_be(payload.first(3)) << 40U;
        payload = payload.subspan(3);
        const auto code_length = take_varint(payload);
        if (!code_length || *code_length > UINT32_MAX) return std::nullopt;
        flags |= *code_length;
        grows = (payload[0] & kBalanceShrinks) == 0;
        payload = payload.subspan(1);
    }
    const auto balance = shifted(fields.balance, u256::from_be(payload), grows);
    if (!balance || !balance->fits_u128()) return std::nullopt;
    return u256{fields.nonce + *nonce_step, flags, balance->word(1), balance->word(0)};
}

std::optional<u256> apply_form(const EncodedValue& value, const u256& before)
{
    const auto form = value.form;
    const bytes_view payload = value.payload;
    switch (kind_of(form)) {
        case FormKind::kWhole:
            return u256::from_be(payload);
        case FormKind::kZero:
            return u256{};
        case FormKind::kDecimalAdd:
            return apply_decimal(before, payload, true);
        case FormKind::kDecimalSubtract:
            return apply_decimal(before, payload, false);
        case FormKind::kAdd:
            return shifted(before, u256::from_be(payload), true);
        case FormKind::kSubtract:
            return shifted(before, u256::from_be(payload), false);
        case FormKind::kSpan:
            return replace_span(before, payload);
        case FormKind::kSmallAdd:
            return shifted(before, form - kAdd.small + 1U, true);
        case FormKind::kSmallSubtract:
            return shifted(before, form - kSubtract.small + 1U, false);
        case FormKind::kAccount:
        case FormKind::kAccountFlags:
            return apply_account(before, form, payload);
        case FormKind::kUnknown:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

EncodedValue encode_value(const Hash& before, const Hash& after)
{
    ARCHI_ASSERT(after != before);
    const auto from = u256::from_be(before.bytes);
    const auto to = u256::from_be(after.bytes);
    Shortest shortest;
    if (to.is_zero()) shortest.offer(kZero, {});
    if (to > from)
        offer_delta(shortest, to - from, kAdd);
    else
        offer_delta(shortest, from - to, kSubtract);
    const auto [begin, end] = differing(before, after);
    if (end - begin < Hash::kSize && shortest.wants(1 + end - begin)) {
        Bytes payload{static_cast<std::uint8_t>(begin)};
        append(payload, bytes_view(after.bytes).subspan(begin, end - begin));
        shortest.offer(kSpan + end - begin, std::move(payload));
    }
    offer_account(shortest, Fields(from), Fields(to));
    if (shortest.wants(Hash::kSize)) shortest.offer(kWhole, Bytes(after.begin(), after.end()));
    return shortest.take();
}

std::expected<Hash, DifferenceError> resolve(const EncodedValue& value, const Hash& before)
{
    bytes_view rest = value.payload;
    const auto payload = take_payload(value.form, rest);
    if (!payload) return std::unexpected(payload.error());
    if (!rest.empty()) return std::unexpected(DifferenceError::kTrailingBytes);
    const auto after = apply_form(value, u256::from_be(before.bytes));
    if (!after) return std::unexpected(DifferenceError::kNonCanonical);
    const auto hash = after->to_be();
    if (hash == before || encode_value(before, hash) != value)
        return std::unexpected(DifferenceError::kNonCanonical);
    return hash;
}

}  // namespace archi::state
