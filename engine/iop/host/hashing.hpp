#pragma once
// Keyed BLAKE3 of many rows at once, trees of hashes, and grinding. All digests are those of
// base/blake3.hpp.

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/blake3.hpp"
#include "iop/host/kernels/kernels.hpp"
#include "iop/host/parallel.hpp"

namespace archi::iop {

/// blake3_keyed of each of `count` rows of 1 to 256 cells: cell i of row r is columns[i][r]. A cell
/// is hashed as value(), four bytes little-endian.
template <typename Field>
void hash_columns(const Hash& key, std::span<const Field* const> columns, std::size_t count,
                  Instructions instructions, Hash* digests);

/// blake3_keyed of each of `count` rows of `cells` (1 to 256) cells that follow one another in
/// memory; any count.
template <typename Field>
void hash_rows(const Hash& key, const Field* rows, std::size_t count, std::size_t cells,
               Instructions instructions, Workers& workers, Hash* digests);

/// blake3_keyed_pair of neighbours: half as many digests as children, an even number.
void hash_pairs(const Hash& key, std::span<const Hash> children, Instructions instructions,
                Workers& workers, Hash* parents);

/// The same in this thread alone; may work in place.
void hash_pairs(const Hash& key, std::span<const Hash> children, Instructions instructions,
                Hash* parents);

/// The smallest nonce for which blake3_keyed(key, state ‖ nonce), the nonce in eight bytes
/// little-endian, begins with `bits` (at most 32) zero bits, taking the lowest bit of each byte
/// first: the first word of the digest, little-endian, is divisible by 2^bits.
[[nodiscard]] std::uint64_t grind(const Hash& key, const Hash& state, unsigned bits,
                                  Instructions instructions, Workers& workers);

}  // namespace archi::iop
