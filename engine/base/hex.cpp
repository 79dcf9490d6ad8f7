#include "base/hex.hpp"

#include <optional>

#include "base/keccak.hpp"

namespace archi::hex {

namespace {

constexpr char kDigits[] = "0123456789abcdef";

constexpr std::optional<std::uint8_t> digit_value(char c)
{
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

void append_digits(std::string& out, bytes_view bytes)
{
    for (const auto byte : bytes) {
        out.push_back(kDigits[byte >> 4]);
        out.push_back(kDigits[byte & 15]);
    }
}

/// Requires 2 · out.size() digits.
std::expected<void, Error> decode_pairs(std::string_view digits, std::span<std::uint8_t> out)
{
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto high = digit_value(digits[2 * i]);
        const auto low = digit_value(digits[2 * i + 1]);
        if (!high || !low) return std::unexpected(Error::kBadDigit);
        out[i] = static_cast<std::uint8_t>(*high << 4 | *low);
    }
    return {};
}

std::expected<Bytes, Error> decode_digits(std::string_view digits)
{
    if (digits.size() % 2 != 0) return std::unexpected(Error::kOddLength);
    Bytes out(digits.size() / 2);
    if (const auto done = decode_pairs(digits, out); !done) return std::unexpected(done.error());
    return out;
}

bool has_prefix(std::string_view text)
{
    return text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

}  // namespace

const char* to_string(Error error)
{
    switch (error) {
        case Error::kNoPrefix:
            return "does not start with 0x";
        case Error::kBadDigit:
            return "contains something else than hex digits";
        case Error::kOddLength:
            return "has an odd number of hex digits";
        case Error::kWrongLength:
            return "has the wrong number of hex digits";
        case Error::kEmpty:
            return "has no digits (zero is 0x0)";
        case Error::kLeadingZero:
            return "has leading zeros";
        case Error::kTooLarge:
            return "is too large";
    }
    return "is not hexadecimal";
}

std::string encode(bytes_view bytes)
{
    std::string out;
    out.reserve(2 + 2 * bytes.size());
    out += "0x";
    append_digits(out, bytes);
    return out;
}

std::string encode_plain(bytes_view bytes)
{
    std::string out;
    out.reserve(2 * bytes.size());
    append_digits(out, bytes);
    return out;
}

std::expected<Bytes, Error> decode(std::string_view text)
{
    if (!has_prefix(text)) return std::unexpected(Error::kNoPrefix);
    return decode_digits(text.substr(2));
}

std::expected<Bytes, Error> decode_lenient(std::string_view text)
{
    return decode_digits(has_prefix(text) ? text.substr(2) : text);
}

std::expected<void, Error> decode_into(std::string_view text, std::span<std::uint8_t> out)
{
    if (!has_prefix(text)) return std::unexpected(Error::kNoPrefix);
    text.remove_prefix(2);
    if (text.size() % 2 != 0) return std::unexpected(Error::kOddLength);
    if (text.size() != 2 * out.size()) return std::unexpected(Error::kWrongLength);
    return decode_pairs(text, out);
}

std::string encode_quantity(const u256& value)
{
    std::string out = "0x";
    auto digits = (value.bit_length() + 3) / 4;
    if (digits == 0) digits = 1;
    while (digits-- > 0)
        out.push_back(kDigits[(value.word(digits / 16) >> (4 * (digits % 16))) & 15]);
    return out;
}

std::expected<u256, Error> decode_quantity(std::string_view text)
{
    if (!has_prefix(text)) return std::unexpected(Error::kNoPrefix);
    text.remove_prefix(2);
    if (text.empty()) return std::unexpected(Error::kEmpty);
    if (text.size() > 1 && text[0] == '0') return std::unexpected(Error::kLeadingZero);
    u256 value;
    for (const char c : text) {
        const auto digit = digit_value(c);
        if (!digit) return std::unexpected(Error::kBadDigit);
        if ((value.word(3) >> 60) != 0) return std::unexpected(Error::kTooLarge);
        value = (value << 4) | u256{*digit};
    }
    return value;
}

std::expected<std::uint64_t, Error> decode_quantity_u64(std::string_view text)
{
    const auto value = decode_quantity(text);
    if (!value) return std::unexpected(value.error());
    if (!value->fits_u64()) return std::unexpected(Error::kTooLarge);
    return value->low_u64();
}

std::string encode_checksummed(const Address& address)
{
    auto text = encode_plain(address);
    const auto digest = keccak256(bytes_of(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto nibble = (digest[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15;
        if (text[i] >= 'a' && nibble >= 8) text[i] = static_cast<char>(text[i] - 'a' + 'A');
    }
    return "0x" + text;
}

}  // namespace archi::hex
