#pragma once
// Hexadecimal text as Ethereum's JSON-RPC writes it: lower case with the prefix 0x.
// Source: execution-apis, "Hex value encoding".

#include <expected>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::hex {

enum class Error : std::uint8_t {
    kNoPrefix,     ///< does not start with 0x
    kBadDigit,     ///< something else than 0-9, a-f, A-F
    kOddLength,    ///< bytes come in pairs of digits
    kWrongLength,  ///< not as many bytes as asked for
    kEmpty,        ///< a quantity without a digit; zero is 0x0
    kLeadingZero,  ///< a quantity other than 0x0 that starts with 0
    kTooLarge,     ///< a quantity beyond its type
};

/// What is wrong, to be put after the name of the value: "has an odd number of hex digits".
[[nodiscard]] const char* to_string(Error error);

/// "0x" and two digits a byte.
[[nodiscard]] std::string encode(bytes_view bytes);
/// Without the prefix.
[[nodiscard]] std::string encode_plain(bytes_view bytes);

/// Prefix and pairs of digits of either case; "0x" gives no bytes.
[[nodiscard]] std::expected<Bytes, Error> decode(std::string_view text);
/// The same with or without the prefix, for people and files.
[[nodiscard]] std::expected<Bytes, Error> decode_lenient(std::string_view text);

/// Fills exactly `out`. Errors: those of decode, kWrongLength.
[[nodiscard]] std::expected<void, Error> decode_into(std::string_view text,
                                                     std::span<std::uint8_t> out);

/// Exactly as many bytes as T (Address, Hash) has.
template <typename T>
[[nodiscard]] std::expected<T, Error> decode_fixed(std::string_view text)
{
    T value;
    if (const auto done = decode_into(text, value.bytes); !done)
        return std::unexpected(done.error());
    return value;
}

/// A number without leading zeros: "0x0", "0x41".
[[nodiscard]] std::string encode_quantity(const u256& value);
[[nodiscard]] std::expected<u256, Error> decode_quantity(std::string_view text);
/// Errors: those of decode_quantity; kTooLarge from 2^64 on.
[[nodiscard]] std::expected<std::uint64_t, Error> decode_quantity_u64(std::string_view text);

/// An address with the letter case that carries a checksum (EIP-55).
[[nodiscard]] std::string encode_checksummed(const Address& address);

}  // namespace archi::hex
