#pragma once
// BLAKE3 in its plain and its keyed hash mode: the hash of the state, of commitments and of proofs.
// Source: J. O'Connor, J.-P. Aumasson, S. Neves, Z. Wilcox-O'Hearn, "BLAKE3" (2020).

#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace archi {

[[nodiscard]] Hash blake3(bytes_view input);

/// blake3(left ‖ right) in one compression: a node of a binary tree.
[[nodiscard]] Hash blake3_pair(const Hash& left, const Hash& right);

/// The keyed hash mode: independent of blake3, and of itself under another key.
[[nodiscard]] Hash blake3_keyed(const Hash& key, bytes_view input);

/// blake3_keyed(key, left ‖ right) in one compression.
[[nodiscard]] Hash blake3_keyed_pair(const Hash& key, const Hash& left, const Hash& right);

/// The same as blake3, or blake3_keyed, fed in pieces.
class Blake3 {
public:
    Blake3();
    [[nodiscard]] static Blake3 keyed(const Hash& key);
    void update(bytes_view input);
    /// The digest of everything so far. May be called again after further updates.
    [[nodiscard]] Hash finish() const;

private:
    using ChainingValue = std::array<std::uint32_t, 8>;
    static constexpr std::size_t kBlock = 64;     ///< bytes a compression takes
    static constexpr std::size_t kChunk = 1024;   ///< bytes of a leaf of the hash tree
    static constexpr std::size_t kMaxStack = 54;  ///< levels above 2^54 chunks = 2^64 bytes

    Blake3(const ChainingValue& key, std::uint32_t flags);
    void add_chunk(ChainingValue value);

    ChainingValue key_;    ///< what every chunk and parent starts from
    std::uint32_t flags_;  ///< of the mode, in every compression
    ChainingValue chunk_value_;
    std::array<std::uint8_t, kBlock> block_{};
    std::size_t filled_ = 0;                      ///< bytes of block_
    std::size_t blocks_compressed_ = 0;           ///< of the current chunk
    std::uint64_t chunks_ = 0;                    ///< complete ones
    std::array<ChainingValue, kMaxStack> stack_;  ///< roots of complete subtrees, largest first
    std::size_t stack_size_ = 0;
};

}  // namespace archi
