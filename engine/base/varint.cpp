#include "base/varint.hpp"

namespace archi {

void append_varint(Bytes& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7U)
        out.push_back(static_cast<std::uint8_t>(value | 0x80U));
    out.push_back(static_cast<std::uint8_t>(value));
}

std::optional<std::uint64_t> take_varint(bytes_view& bytes)
{
    constexpr unsigned kLastShift = 63;
    std::uint64_t value = 0;
    std::size_t used = 0;
    for (unsigned shift = 0; shift <= kLastShift && used < bytes.size(); shift += 7) {
        const auto byte = bytes[used++];
        if (shift == kLastShift && byte > 1) return std::nullopt;
        value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
        if (byte >= 0x80) continue;
        if (byte == 0 && shift != 0) return std::nullopt;
        bytes = bytes.subspan(used);
        return value;
    }
    return std::nullopt;
}

}  // namespace archi
