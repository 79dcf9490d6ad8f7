#include "base/abi.hpp"

#include "base/keccak.hpp"

namespace archi::abi {

namespace {

constexpr std::size_t kWord = 32;  // bytes

// Solidity documentation, "Panic via assert and Error via require".
const char* panic_meaning(std::uint64_t code)
{
    switch (code) {
        case 0x01:
            return "assertion failed";
        case 0x11:
            return "arithmetic underflow or overflow";
        case 0x12:
            return "division or modulo by zero";
        case 0x21:
            return "value out of range for an enumeration";
        case 0x22:
            return "incorrectly encoded storage byte array";
        case 0x31:
            return "pop from an empty array";
        case 0x32:
            return "array index out of bounds";
        case 0x41:
            return "too much memory allocated";
        case 0x51:
            return "call of an uninitialized function";
        default:
            return "unknown panic code";
    }
}

}  // namespace

std::array<std::uint8_t, 4> selector(std::string_view signature)
{
    const auto digest = event_topic(signature);
    return {digest[0], digest[1], digest[2], digest[3]};
}

Hash event_topic(std::string_view signature)
{
    return keccak256(bytes_of(signature));
}

Encoder::Encoder(std::string_view signature)
{
    append(prefix_, selector(signature));
}

Encoder& Encoder::add(const u256& number)
{
    heads_.push_back({.word = number.to_be()});
    return *this;
}

Encoder& Encoder::add(const Address& address)
{
    return add(u256::from_be(address));
}

Encoder& Encoder::add(const Hash& word)
{
    heads_.push_back({.word = word});
    return *this;
}

Encoder& Encoder::add_bool(bool value)
{
    return add(u256{value ? 1U : 0U});
}

Encoder& Encoder::add_bytes(bytes_view bytes)
{
    heads_.push_back({.word = u256{tails_.size()}.to_be(), .is_offset = true});
    append(tails_, u256{bytes.size()}.to_be());
    append(tails_, bytes);
    tails_.resize((tails_.size() + kWord - 1) / kWord * kWord);
    return *this;
}

Encoder& Encoder::add_dynamic(const Encoder& tuple)
{
    heads_.push_back({.word = u256{tails_.size()}.to_be(), .is_offset = true});
    append(tails_, tuple.finish());
    return *this;
}

Encoder& Encoder::add_list(std::span<const Encoder> tuples)
{
    Encoder elements;
    for (const auto& tuple : tuples)
        elements.add_dynamic(tuple);
    return add_static_list(tuples.size(), elements);
}

Encoder& Encoder::add_static_list(std::size_t count, const Encoder& words)
{
    heads_.push_back({.word = u256{tails_.size()}.to_be(), .is_offset = true});
    append(tails_, u256{count}.to_be());
    append(tails_, words.finish());
    return *this;
}

Encoder& Encoder::add_string(std::string_view text)
{
    return add_bytes(bytes_of(text));
}

Encoder& Encoder::add_array(std::span<const u256> numbers)
{
    heads_.push_back({.word = u256{tails_.size()}.to_be(), .is_offset = true});
    append(tails_, u256{numbers.size()}.to_be());
    for (const auto& number : numbers)
        append(tails_, number.to_be());
    return *this;
}

Bytes Encoder::finish() const
{
    auto out = prefix_;
    for (const auto& head : heads_)
        append(out, head.is_offset ? (u256::from_be(head.word) + kWord * heads_.size()).to_be()
                                   : head.word);
    append(out, tails_);
    return out;
}

void Decoder::fail(Error error)
{
    if (!error_) error_ = error;
}

std::optional<u256> Decoder::word_at(std::size_t position)
{
    if (position > input_.size() || input_.size() - position < kWord) {
        fail(Error::kTruncated);
        return std::nullopt;
    }
    return u256::from_be(input_.subspan(position, kWord));
}

u256 Decoder::number()
{
    if (error_) return {};
    const auto value = word_at(position_);
    position_ += kWord;
    return value.value_or(u256{});
}

Address Decoder::address()
{
    const auto value = number();
    if (value.bit_length() > 8 * Address::kSize) {
        fail(Error::kOutOfRange);
        return {};
    }
    return value.to_address();
}

Hash Decoder::word()
{
    return number().to_be();
}

bool Decoder::boolean()
{
    const auto value = number();
    if (value > 1) fail(Error::kOutOfRange);
    return value == 1;
}

bytes_view Decoder::bytes()
{
    const auto array = target();
    if (error_) return {};
    if (array.size() < kWord) {
        fail(Error::kTruncated);
        return {};
    }
    const auto length = u256::from_be(array.first(kWord));
    const auto rest = array.subspan(kWord);
    if (length > rest.size()) {
        fail(Error::kTruncated);
        return {};
    }
    return rest.first(static_cast<std::size_t>(length.low_u64()));
}

bytes_view Decoder::target()
{
    const auto offset = number();
    if (error_) return {};
    if (offset > input_.size()) {
        fail(Error::kOutOfRange);
        return {};
    }
    return input_.subspan(static_cast<std::size_t>(offset.low_u64()));
}

Decoder Decoder::tuple()
{
    return Decoder(target());
}

std::vector<Decoder> Decoder::list()
{
    const auto array = target();
    if (error_) return {};
    Decoder elements(array);
    const auto count = elements.number();
    const auto heads = array.size() < kWord ? array : array.subspan(kWord);
    if (elements.error_ || count > heads.size() / kWord) {
        fail(Error::kTruncated);
        return {};
    }
    std::vector<Decoder> tuples;
    elements = Decoder(heads);
    for (auto left = count.low_u64(); left > 0; --left)
        tuples.push_back(elements.tuple());
    if (elements.error_) {
        fail(*elements.error_);
        return {};
    }
    return tuples;
}

std::expected<void, Error> Decoder::finish() const
{
    if (error_) return std::unexpected(*error_);
    return {};
}

std::optional<std::string> revert_reason(bytes_view revert_data)
{
    const auto starts_with = [&](std::string_view signature) {
        const auto expected = selector(signature);
        return revert_data.size() >= expected.size() &&
               std::equal(expected.begin(), expected.end(), revert_data.begin());
    };
    if (starts_with("Error(string)")) {
        Decoder decoder(revert_data.subspan(4));
        const auto text = decoder.bytes();
        if (!decoder.finish()) return std::nullopt;
        return std::string(text.begin(), text.end());
    }
    if (starts_with("Panic(uint256)")) {
        Decoder decoder(revert_data.subspan(4));
        const auto code = decoder.number();
        if (!decoder.finish()) return std::nullopt;
        return panic_meaning(code.fits_u64() ? code.low_u64() : 0);
    }
    return std::nullopt;
}

}  // namespace archi::abi
