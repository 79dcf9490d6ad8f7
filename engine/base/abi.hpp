#pragma once
// The part of the contract ABI that a node needs: selectors, words, and byte strings.
// Source: Solidity documentation, "Contract ABI Specification".

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::abi {

/// The first four bytes of keccak("transfer(address,uint256)").
[[nodiscard]] std::array<std::uint8_t, 4> selector(std::string_view signature);
/// A log's first topic: keccak of the event's signature.
[[nodiscard]] Hash event_topic(std::string_view signature);

/// Encodes the arguments of one call, or the values of one tuple, in order.
class Encoder {
public:
    Encoder() = default;
    /// Starts with a function's selector.
    explicit Encoder(std::string_view signature);

    Encoder& add(const u256& number);
    Encoder& add(const Address& address);
    Encoder& add(const Hash& word);
    Encoder& add_bool(bool value);
    /// `bytes` or `string`.
    Encoder& add_bytes(bytes_view bytes);
    Encoder& add_string(std::string_view text);
    /// A dynamic array of values that take one word each: `uint256[]`, `uint32[]`.
    Encoder& add_array(std::span<const u256> numbers);

    /// A dynamic tuple, or an array of what is not one word: its own encoding.
    Encoder& add_dynamic(const Encoder& tuple);
    /// A dynamic array of dynamic tuples.
    Encoder& add_list(std::span<const Encoder> tuples);
    /// A dynamic array of `count` static tuples, one after the other in `words`.
    Encoder& add_static_list(std::size_t count, const Encoder& words);

    /// Heads and tails of everything added.
    [[nodiscard]] Bytes finish() const;

private:
    struct Head {
        Hash word;
        bool is_offset = false;  ///< `word` is the position within the tails
    };
    Bytes prefix_;
    std::vector<Head> heads_;
    Bytes tails_;
};

enum class Error : std::uint8_t {
    kTruncated,   ///< shorter than its types need
    kOutOfRange,  ///< a value that its type cannot hold, or an offset outside the input
};

/// Decodes a tuple in order. The first error sticks; values read after it are zero or empty.
/// Offsets may point anywhere within the input, as the specification allows.
class Decoder {
public:
    /// `input`: without the selector.
    explicit Decoder(bytes_view input) : input_(input) {}

    u256 number();
    Address address();
    Hash word();
    bool boolean();
    /// `bytes` or `string`; a view into the input.
    bytes_view bytes();
    /// A dynamic tuple, to be decoded by itself: its errors are its own.
    Decoder tuple();
    /// A dynamic array of dynamic tuples: at most one for each word of the input.
    std::vector<Decoder> list();

    [[nodiscard]] std::expected<void, Error> finish() const;

private:
    std::optional<u256> word_at(std::size_t position);
    /// The input from where the next word, an offset, points.
    bytes_view target();
    void fail(Error error);

    bytes_view input_;
    std::size_t position_ = 0;
    std::optional<Error> error_;
};

/// What a revert says in words: the text of Error(string), or the meaning of Panic(uint256) as
/// Solidity documents it. nullopt for anything else.
[[nodiscard]] std::optional<std::string> revert_reason(bytes_view revert_data);

}  // namespace archi::abi
