#include "conformance/fixture.hpp"

#include <cmath>

namespace archi::conformance {

void corrupt(const std::string& what)
{
    throw std::runtime_error(what);
}

std::string_view text(const json::value& value)
{
    const auto& string = value.as_string();
    return {string.data(), string.size()};
}

Bytes bytes(const json::value& value)
{
    auto decoded = hex::decode_lenient(text(value));
    if (!decoded) corrupt("bad bytes: " + std::string(text(value)));
    return std::move(*decoded);
}

std::optional<u256> number_if_fits(const json::value& value)
{
    auto digits = text(value);
    for (const std::string_view prefix : {"0x:bigint ", "0x"})
        if (digits.starts_with(prefix)) {
            digits.remove_prefix(prefix.size());
            break;
        }
    if (digits.starts_with("0x")) digits.remove_prefix(2);
    const auto significant = std::min(digits.find_first_not_of('0'), digits.size());
    digits.remove_prefix(significant);
    if (digits.size() > 64) return std::nullopt;
    const auto decoded =
        hex::decode("0x" + std::string(digits.size() % 2, '0') + std::string(digits));
    if (!decoded) corrupt("bad number: " + std::string(text(value)));
    return u256::from_be(*decoded);
}

u256 number(const json::value& value)
{
    const auto found = number_if_fits(value);
    if (!found) corrupt("number too large: " + std::string(text(value)));
    return *found;
}

u256 number_or(const json::object& object, std::string_view key, const u256& otherwise)
{
    const auto* value = object.if_contains(key);
    return value == nullptr ? otherwise : number(*value);
}

u256 decimal(const json::value& value)
{
    if (value.is_int64()) return {static_cast<std::uint64_t>(value.as_int64())};
    if (value.is_uint64()) return {value.as_uint64()};
    if (const auto* real = value.if_double()) {  // the parser's form of what exceeds 64 bits
        int exponent = 0;
        const auto mantissa =
            static_cast<std::uint64_t>(std::ldexp(std::frexp(*real, &exponent), 53));
        return u256(mantissa) << static_cast<unsigned>(exponent - 53);
    }
    u256 sum;
    for (const auto digit : text(value)) {
        if (digit < '0' || digit > '9') corrupt("bad number: " + std::string(text(value)));
        sum = sum * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return sum;
}

Accounts accounts(const json::object& object)
{
    Accounts accounts;
    for (const auto& [address, value] : object) {
        const auto& from = value.as_object();
        evm::MapAccount account;
        account.nonce = number(from.at("nonce")).low_u64();
        account.balance = number(from.at("balance"));
        if (const auto code = bytes(from.at("code")); !code.empty())
            account.code = std::make_shared<const evm::Code>(code);
        for (const auto& [slot, stored] : from.at("storage").as_object())
            if (const auto word = number(stored); !word.is_zero())
                account.storage[number(json::value(slot))] = word;
        accounts[fixed_bytes<Address>(json::value(address))] = std::move(account);
    }
    return accounts;
}

}  // namespace archi::conformance
