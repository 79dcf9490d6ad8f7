#pragma once
// Values in the official test files. Inside this library only: every function throws
// std::runtime_error on a value of another form, and the reader of the file catches it.

#include <boost/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/bytes.hpp"
#include "base/hex.hpp"
#include "base/u256.hpp"
#include "ethereum/case.hpp"

namespace archi::conformance {

namespace json = boost::json;

[[noreturn]] void corrupt(const std::string& what);

[[nodiscard]] std::string_view text(const json::value& value);
/// With or without the prefix 0x.
[[nodiscard]] Bytes bytes(const json::value& value);

template <typename T>
[[nodiscard]] T fixed_bytes(const json::value& value)
{
    const auto decoded = bytes(value);
    if (decoded.size() != T::kSize) corrupt("bad fixed bytes: " + std::string(text(value)));
    return fixed<T>(decoded);
}

/// Hexadecimal, with leading zeros, and too large ones with a mark; nullopt: beyond 256 bits.
[[nodiscard]] std::optional<u256> number_if_fits(const json::value& value);
[[nodiscard]] u256 number(const json::value& value);
[[nodiscard]] u256 number_or(const json::object& object, std::string_view key,
                             const u256& otherwise);
/// Decimal digits, as text or as a JSON number.
[[nodiscard]] u256 decimal(const json::value& value);

using ethereum::Accounts;
/// Nonce, balance, code and storage of each.
[[nodiscard]] Accounts accounts(const json::object& object);

}  // namespace archi::conformance
