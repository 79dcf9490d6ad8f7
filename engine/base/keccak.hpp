#pragma once
// Keccak-256 as Ethereum uses it (the padding of the original submission, not of FIPS 202).

#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace archi {

/// keccak256 of nothing: the code hash of an account without code.
inline constexpr Hash kEmptyKeccak = {
    {{0xc5, 0xd2, 0x46, 0x01, 0x86, 0xf7, 0x23, 0x3c, 0x92, 0x7e, 0x7d,
      0xb2, 0xdc, 0xc7, 0x03, 0xc0, 0xe5, 0x00, 0xb6, 0x53, 0xca, 0x82,
      0x27, 0x3b, 0x7b, 0xfa, 0xd8, 0x04, 0x5d, 0x85, 0xa4, 0x70}}};

[[nodiscard]] Hash keccak256(bytes_view input);

/// The same, fed in pieces.
class Keccak256 {
public:
    void update(bytes_view input);
    /// The digest of everything so far. The object is spent afterwards.
    [[nodiscard]] Hash finish();

private:
    static constexpr std::size_t kRate = 136;  ///< bytes a permutation absorbs: 200 - 2·32

    std::array<std::uint64_t, 25> state_{};
    std::array<std::uint8_t, kRate> buffer_{};
    std::size_t filled_ = 0;
};

/// The permutation Keccak-f[1600] on lanes x + 5y.
void keccak_f1600(std::array<std::uint64_t, 25>& state);

}  // namespace archi
