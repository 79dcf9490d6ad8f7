#pragma once
// The compression function F of BLAKE2b (RFC 7693, section 3.2), precompile 0x09 (EIP-152).

#include <array>
#include <cstdint>

namespace archi::crypto {

/// The input of F besides the number of rounds; words are little-endian on the wire.
struct Blake2bBlock {
    std::array<std::uint64_t, 8> state{};     ///< h
    std::array<std::uint64_t, 16> message{};  ///< m
    std::array<std::uint64_t, 2> offset{};    ///< t: bytes hashed so far, low word first
    bool is_last = false;                     ///< f
};

/// The state after `rounds` rounds. Time is linear in `rounds`: the caller bounds it (EIP-152: by
/// gas).
[[nodiscard]] std::array<std::uint64_t, 8> blake2b_compress(std::uint32_t rounds,
                                                            const Blake2bBlock& block) noexcept;

}  // namespace archi::crypto
