#pragma once
// Numbers of pubdata (OUTPUT.md): LEB128, shortest form.

#include <cstdint>

#include "base/bytes.hpp"

namespace archi::stf {

inline void append_varint(Bytes& out, std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7U)
        out.push_back(static_cast<std::uint8_t>(number) | 0x80U);
    out.push_back(static_cast<std::uint8_t>(number));
}

}  // namespace archi::stf
