#pragma once
// Keyed BLAKE3 of many rows at once, trees of hashes, and grinding. All digests are those of
// base/blake3.hpp.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/blake3.hpp"
#include "iop/host/kernels/kernels.hpp"
#include "iop/host/parallel.hpp"

namespace archi::iop {

/// The hashes of the rows of a matrix that arrives panel by panel: row r of the matrix is the row r
/// of each panel, 16 cells each but the last, one after the other. A cell is hashed as value(),
/// four bytes little-endian. 32 bytes a row.
template <typename Field>
class RowHasher {
public:
    /// A matrix of `rows` (a multiple of 16) rows of 1 to 256 cells.
    RowHasher(const Hash& key, std::size_t rows, std::size_t cells, Instructions instructions);

    /// Takes `count` rows of panel number `panel`, `stride` >= 16 cells apart, from row `first` on;
    /// both are multiples of 16. The panels of a row must come in order; cells beyond the matrix
    /// must be zero. Different rows may be absorbed by different threads at once.
    void absorb(std::size_t panel, std::size_t first, const Field* rows, std::size_t count,
                std::size_t stride);

    /// After all panels: a digest a row.
    void digests(std::size_t first, std::size_t count, Hash* to) const;

private:
    const Kernels<Field>* kernels_;
    std::size_t cells_;
    std::vector<std::uint32_t> chaining_;
};

/// blake3_keyed of each of `count` rows of `cells` (1 to 256) cells that follow one another in
/// memory; any count.
template <typename Field>
void hash_rows(const Hash& key, const Field* rows, std::size_t count, std::size_t cells,
               Instructions instructions, Workers& workers, Hash* digests);

/// blake3_keyed_pair of neighbours: half as many digests as children, an even number.
void hash_pairs(const Hash& key, std::span<const Hash> children, Instructions instructions,
                Workers& workers, Hash* parents);

/// The smallest nonce for which blake3_keyed(key, state ‖ nonce), the nonce in eight bytes
/// little-endian, begins with `bits` (at most 32) zero bits, taking the lowest bit of each byte
/// first: the first word of the digest, little-endian, is divisible by 2^bits.
[[nodiscard]] std::uint64_t grind(const Hash& key, const Hash& state, unsigned bits,
                                  Instructions instructions, Workers& workers);

}  // namespace archi::iop
