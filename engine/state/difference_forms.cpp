#include "state/difference_forms.hpp"

#include "base/varint.hpp"

namespace archi::state {

FormKind kind_of(std::uint8_t form)
{
    const unsigned row = form >> 5U;
    const unsigned n = form & 0x1fU;
    switch (row) {
        case 0:
            if (n == kWhole) return FormKind::kWhole;
            if (n == kZero) return FormKind::kZero;
            return n <= kSubtract.decimal ? FormKind::kDecimalAdd : FormKind::kDecimalSubtract;
        case 1:
            return n == 0 ? FormKind::kUnknown : FormKind::kAdd;
        case 2:
            return n == 0 ? FormKind::kUnknown : FormKind::kSubtract;
        case 3:
            return n == 0 ? FormKind::kUnknown : FormKind::kSpan;
        case 4:
            return FormKind::kSmallAdd;
        case 5:
            return FormKind::kSmallSubtract;
        case 6:
            return n <= kMaxBalance ? FormKind::kAccount : FormKind::kUnknown;
        default:
            if (form == kAccountFlags) return FormKind::kAccountFlags;
            return n >= 1 && n <= kMaxBalance ? FormKind::kAccount : FormKind::kUnknown;
    }
}

namespace {

/// Bytes after the varint that starts an account's payload.
std::expected<std::size_t, DifferenceError> account_tail(std::uint8_t form, bytes_view rest)
{
    if (form != kAccountFlags) return form & 0x1fU;
    const auto all = rest.size();
    if (rest.size() < 3) return std::unexpected(DifferenceError::kTruncated);
    rest = rest.subspan(3);
    if (!take_varint(rest)) return std::unexpected(DifferenceError::kNonCanonical);
    if (rest.empty()) return std::unexpected(DifferenceError::kTruncated);
    const std::size_t balance = rest[0] & static_cast<std::uint8_t>(~kBalanceShrinks);
    if (balance > kMaxBalance) return std::unexpected(DifferenceError::kNonCanonical);
    return all - rest.size() + 1 + balance;
}

std::expected<std::size_t, DifferenceError> payload_length(std::uint8_t form, bytes_view bytes)
{
    const std::size_t n = form & 0x1fU;
    switch (kind_of(form)) {
        case FormKind::kWhole:
            return Hash::kSize;
        case FormKind::kZero:
        case FormKind::kSmallAdd:
        case FormKind::kSmallSubtract:
            return 0;
        case FormKind::kDecimalAdd:
            return 1 + n - kAdd.decimal;
        case FormKind::kDecimalSubtract:
            return 1 + n - kSubtract.decimal;
        case FormKind::kAdd:
        case FormKind::kSubtract:
            return n;
        case FormKind::kSpan:
            return 1 + n;
        case FormKind::kAccount:
        case FormKind::kAccountFlags: {
            auto rest = bytes;
            if (!take_varint(rest)) return std::unexpected(DifferenceError::kNonCanonical);
            const auto tail = account_tail(form, rest);
            if (!tail) return tail;
            return bytes.size() - rest.size() + *tail;
        }
        case FormKind::kUnknown:
            break;
    }
    return std::unexpected(DifferenceError::kUnknownForm);
}

}  // namespace

std::expected<bytes_view, DifferenceError> take_payload(std::uint8_t form, bytes_view& bytes)
{
    const auto length = payload_length(form, bytes);
    if (!length) return std::unexpected(length.error());
    if (*length > bytes.size()) return std::unexpected(DifferenceError::kTruncated);
    const auto payload = bytes.first(*length);
    bytes = bytes.subspan(*length);
    return payload;
}

}  // namespace archi::state
