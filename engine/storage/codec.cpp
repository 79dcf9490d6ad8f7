#include "storage/codec.hpp"

namespace archi::storage {

void Encoder::number(std::uint64_t value)
{
    while (value >= 0x80) {
        out_.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    out_.push_back(static_cast<std::uint8_t>(value));
}

void Encoder::string(bytes_view bytes)
{
    number(bytes.size());
    raw(bytes);
}

void Encoder::word(const u256& value)
{
    const auto size = (value.bit_length() + 7) / 8;
    const auto bytes = value.to_be();
    out_.push_back(static_cast<std::uint8_t>(size));
    raw(bytes_view(bytes.bytes).last(size));
}

std::uint64_t Decoder::number()
{
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const auto byte = raw(1);
        if (byte.empty()) return 0;
        const auto low = std::uint64_t{byte[0]} & 0x7f;
        if (shift == 63 && low > 1) break;
        value |= low << shift;
        if ((byte[0] & 0x80) == 0) return value;
    }
    fail();
    return 0;
}

std::size_t Decoder::count(std::size_t least)
{
    const auto value = number();
    if (value > input_.size() / least) {
        fail();
        return 0;
    }
    return value;
}

bytes_view Decoder::raw(std::size_t size)
{
    if (failed_ || size > input_.size()) {
        fail();
        return {};
    }
    const auto bytes = input_.first(size);
    input_ = input_.subspan(size);
    return bytes;
}

bytes_view Decoder::string()
{
    return raw(number());
}

u256 Decoder::word()
{
    const auto size = raw(1);
    if (size.empty() || size[0] > 32) {
        fail();
        return {};
    }
    return u256::from_be(raw(size[0]));
}

}  // namespace archi::storage
