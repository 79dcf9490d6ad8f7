#pragma once
// Recursive length prefix (RLP), the encoding of Ethereum's transactions and headers.
// Source: Yellow Paper, appendix B. Canonical form only: what decodes re-encodes to the same bytes.

#include <cstdint>
#include <expected>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::rlp {

enum class Error : std::uint8_t {
    kTruncated,       ///< the input ends inside an item
    kTrailingBytes,   ///< more bytes, or more fields, than asked for
    kNonCanonical,    ///< long form where a short one exists, or a number with leading zeros
    kTooDeep,         ///< lists nested deeper than kMaxDepth
    kUnexpectedKind,  ///< a list where a string belongs, or the reverse
    kMissingField,    ///< a list with fewer fields than asked for
    kOutOfRange,      ///< a string of the wrong length, or a number too large for its type
};

/// Levels of lists within lists; Ethereum's transactions need four.
inline constexpr unsigned kMaxDepth = 16;

/// A byte string or a list, checked to its leaves. Views into the input; valid as long as it lives.
struct Item {
    bool is_list = false;
    bytes_view payload;   ///< the string, or the encodings of the list's items one after another
    bytes_view encoding;  ///< header and payload
};

/// Decodes exactly one item that spans all of `input`.
/// Cost: O(input.size()) time, no allocation.
/// Errors: kTruncated, kTrailingBytes, kNonCanonical, kTooDeep.
[[nodiscard]] std::expected<Item, Error> decode(bytes_view input);

/// The item that `input` starts with; what follows it is not looked at.
[[nodiscard]] std::expected<Item, Error> decode_first(bytes_view input);

/// A number without leading zeros. Errors: kUnexpectedKind, kNonCanonical, kOutOfRange.
[[nodiscard]] std::expected<std::uint64_t, Error> to_u64(const Item& item);
[[nodiscard]] std::expected<u256, Error> to_u256(const Item& item);

/// Walks over the items of a list; gives none for a string.
class ListReader {
public:
    explicit ListReader(const Item& list) : rest_(list.is_list ? list.payload : bytes_view{}) {}
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    /// nullopt at the end.
    std::optional<Item> next();

private:
    bytes_view rest_;
};

/// Reads the fields of a list in order. The first error sticks and is what finish() says; fields
/// read after it are zero or empty, so a whole list is read without a check between.
class FieldReader {
public:
    explicit FieldReader(const Item& list);

    std::uint64_t u64();
    u256 word();     ///< a number of up to 32 bytes
    bool boolean();  ///< 0 or 1
    bytes_view string();
    Item list();  ///< a list, for a reader of its own
    Item any();
    /// A string of exactly T's size (Address, Hash).
    template <typename T>
    T fixed()
    {
        const auto bytes = string_of_size(T::kSize);
        return bytes.empty() ? T{} : archi::fixed<T>(bytes);
    }
    /// An address, or absent for the empty string (a transaction's `to`).
    std::optional<Address> optional_address();

    [[nodiscard]] bool at_end() const { return reader_.at_end(); }
    /// For checks of the caller's own.
    void fail(Error error);
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    /// The first error; kTrailingBytes if fields are left.
    [[nodiscard]] std::expected<void, Error> finish() const;

private:
    bytes_view string_of_size(std::size_t size);

    ListReader reader_;
    std::optional<Error> error_;
};

/// Builds an encoding. Lists may be nested; each begin_list needs its end_list.
class Encoder {
public:
    Encoder& add(bytes_view string);
    /// A number, big endian without leading zeros; zero is the empty string.
    Encoder& add(std::uint64_t number);
    Encoder& add(const u256& number);
    /// Bytes that are an encoding already.
    Encoder& add_encoded(bytes_view encoding);
    Encoder& begin_list();
    Encoder& end_list();

    [[nodiscard]] bytes_view bytes() const { return out_; }
    /// Everything so far. Requires all lists to be ended.
    [[nodiscard]] Bytes take();

private:
    Bytes out_;
    std::vector<std::size_t> open_;  ///< where the payload of each open list starts
};

}  // namespace archi::rlp
