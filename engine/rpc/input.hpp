#pragma once
// Reading what a caller sent: private to this library.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/u256.hpp"
#include "rpc/answer.hpp"

namespace archi::rpc {

/// One JSON value, or its absence, with its place in the params. Reading is total: the first thing
/// that is wrong is remembered for all values of the same params, and zero is given instead; so a
/// method reads everything it needs and then looks at failed() once.
class Input {
public:
    /// `params` as sent; null if absent.
    explicit Input(const json::value* params);

    /// Present and not null.
    [[nodiscard]] bool present() const { return value_ != nullptr; }
    [[nodiscard]] bool is_array() const { return value_ != nullptr && value_->is_array(); }
    [[nodiscard]] bool is_object() const { return value_ != nullptr && value_->is_object(); }
    [[nodiscard]] bool is_string() const { return value_ != nullptr && value_->is_string(); }

    /// An element, absent beyond the end.
    [[nodiscard]] Input operator[](std::size_t index) const;
    /// A member; absent if there is none or this is absent. Anything but an object is an error.
    [[nodiscard]] Input operator[](std::string_view key) const;
    /// Elements of an array; anything else is an error. Absent: 0.
    [[nodiscard]] std::size_t size() const;
    /// The members of an object; null if absent. Anything else is an error.
    [[nodiscard]] const json::object* members() const;
    /// The member `key`, whose value is `value`.
    [[nodiscard]] Input member(std::string_view key, const json::value& value) const;

    [[nodiscard]] Address address() const;
    [[nodiscard]] Hash hash() const;
    [[nodiscard]] Bytes bytes() const;
    /// A number: hex without leading zeros, or a JSON integer.
    [[nodiscard]] u256 quantity() const;
    [[nodiscard]] std::uint64_t u64() const;
    /// Up to 32 bytes of hex, leading zeros allowed: a storage slot or value.
    [[nodiscard]] u256 word() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] bool boolean_or(bool otherwise) const
    {
        return present() ? boolean() : otherwise;
    }
    [[nodiscard]] double number() const;
    /// Valid as long as the request lives.
    [[nodiscard]] std::string_view text() const;

    /// Remembers that this value is wrong.
    void fail(std::string_view reason) const;
    [[nodiscard]] bool failed() const { return state_->error.has_value(); }
    /// Requires failed().
    [[nodiscard]] CallError error() const { return *state_->error; }

private:
    struct State {
        std::optional<CallError> error;
    };
    Input(const json::value* value, std::string place, std::shared_ptr<State> state);
    template <typename T>
    [[nodiscard]] T from_hex(std::expected<T, hex::Error> (*read)(std::string_view)) const;

    const json::value* value_;  ///< null: absent
    std::string place_;         ///< "argument 0.from"
    std::shared_ptr<State> state_;
};

}  // namespace archi::rpc
