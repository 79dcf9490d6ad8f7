#pragma once
// SHA-256 (FIPS 180-4).

#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace archi {

[[nodiscard]] Hash sha256(bytes_view input);

/// The same, fed in pieces.
class Sha256 {
public:
    void update(bytes_view input);
    /// The digest of everything so far. The object is spent afterwards.
    [[nodiscard]] Hash finish();

private:
    static constexpr std::size_t kBlock = 64;  ///< bytes

    // FIPS 180-4, section 5.3.3.
    std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, kBlock> buffer_{};
    std::size_t filled_ = 0;
    std::uint64_t length_ = 0;  ///< bytes
};

}  // namespace archi
