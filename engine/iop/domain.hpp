#pragma once
// Keys for BLAKE3's keyed mode, one a purpose, so that no hash of one can be taken for another.

#include <string_view>

#include "base/bytes.hpp"

namespace archi::iop {

/// `name` padded with zeros. Requires name.size() <= 32.
[[nodiscard]] constexpr Hash domain_key(std::string_view name)
{
    Hash key;
    for (std::size_t i = 0; i < name.size(); ++i)
        key[i] = static_cast<std::uint8_t>(name[i]);
    return key;
}

}  // namespace archi::iop
