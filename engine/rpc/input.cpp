#include "rpc/input.hpp"

namespace archi::rpc {

Input::Input(const json::value* params) : Input(params, {}, std::make_shared<State>())
{
    if (params != nullptr && !params->is_array() && !params->is_null())
        fail("non-array args: params are given by position, in an array");
}

Input::Input(const json::value* value, std::string place, std::shared_ptr<State> state)
    : value_(value != nullptr && value->is_null() ? nullptr : value),
      place_(std::move(place)),
      state_(std::move(state))
{
}

void Input::fail(std::string_view reason) const
{
    if (state_->error) return;
    if (place_.empty())
        state_->error = CallError{kInvalidParams, std::string(reason), {}};
    else if (!present())
        state_->error = CallError{kInvalidParams, "missing value for required " + place_, {}};
    else
        state_->error =
            CallError{kInvalidParams, "invalid " + place_ + ": " + std::string(reason), {}};
}

Input Input::operator[](std::size_t index) const
{
    const auto* array = value_ != nullptr ? value_->if_array() : nullptr;
    return {array != nullptr && index < array->size() ? &(*array)[index] : nullptr,
            (place_.empty() ? "argument " : place_ + ".") + std::to_string(index), state_};
}

Input Input::operator[](std::string_view key) const
{
    const auto* object = members();
    const auto* found = object != nullptr ? object->if_contains(key) : nullptr;
    return {found, place_ + "." + std::string(key), state_};
}

std::size_t Input::size() const
{
    if (!present()) return 0;
    if (const auto* array = value_->if_array()) return array->size();
    fail("is not an array");
    return 0;
}

const json::object* Input::members() const
{
    if (!present()) return nullptr;
    if (const auto* object = value_->if_object()) return object;
    fail("is not an object");
    return nullptr;
}

Input Input::member(std::string_view key, const json::value& value) const
{
    return {&value, place_ + "." + std::string(key), state_};
}

template <typename T>
T Input::from_hex(std::expected<T, hex::Error> (*read)(std::string_view)) const
{
    const auto* string = present() ? value_->if_string() : nullptr;
    if (string == nullptr) {
        fail("is not a hex string");
        return {};
    }
    auto value = read(*string);
    if (value) return *std::move(value);
    fail(hex::to_string(value.error()));
    return {};
}

Address Input::address() const
{
    return from_hex<Address>(&hex::decode_fixed<Address>);
}

Hash Input::hash() const
{
    return from_hex<Hash>(&hex::decode_fixed<Hash>);
}

Bytes Input::bytes() const
{
    return from_hex<Bytes>(&hex::decode);
}

u256 Input::quantity() const
{
    if (present()) {
        if (const auto* number = value_->if_uint64()) return *number;
        if (const auto* number = value_->if_int64(); number != nullptr && *number >= 0)
            return static_cast<std::uint64_t>(*number);
    }
    return from_hex<u256>(&hex::decode_quantity);
}

std::uint64_t Input::u64() const
{
    const auto value = quantity();
    if (value.fits_u64()) return value.low_u64();
    fail("is a number above 64 bits");
    return 0;
}

u256 Input::word() const
{
    const auto* string = present() ? value_->if_string() : nullptr;
    if (string == nullptr) return quantity();
    std::string digits(*string);
    if (digits.starts_with("0x") && digits.size() % 2 != 0) digits.insert(2, "0");
    const auto value = hex::decode(digits);
    if (value && value->size() <= 32) return u256::from_be(*value);
    fail(value ? "is longer than 32 bytes" : hex::to_string(value.error()));
    return {};
}

bool Input::boolean() const
{
    if (present())
        if (const auto* value = value_->if_bool()) return *value;
    fail("is neither true nor false");
    return false;
}

double Input::number() const
{
    if (present()) {
        boost::system::error_code error;
        const auto value = value_->to_number<double>(error);
        if (!error) return value;
    }
    fail("is not a number");
    return 0;
}

std::string_view Input::text() const
{
    if (present())
        if (const auto* value = value_->if_string()) return *value;
    fail("is not a string");
    return {};
}

}  // namespace archi::rpc
