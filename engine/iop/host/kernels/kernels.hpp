#pragma once
// The table of kernels, one for each field and instruction set. What is behind the pointers differs
// in speed alone.

#include <cstddef>
#include <cstdint>

#include "iop/host/vector/instructions.hpp"

namespace archi::iop {

/// Rows that are hashed together, whatever the instruction set.
inline constexpr std::size_t kHashGroup = 16;

/// Rows of cells, `stride` cells apart.
template <typename Field>
struct Rows {
    Field* data;
    std::size_t stride;
};

template <typename Field>
struct Kernels {
    /// All layers of the block number m of 2^log_rows rows, see transform.hpp. Rows have
    /// `width` cells, a multiple of 8. Works `between`; all three may be the same.
    void (*forward)(Rows<const Field> from, Rows<Field> between, Rows<Field> to, unsigned log_rows,
                    std::size_t width, std::size_t m, const Field* twiddles);
    /// Back, each cell times 2^log_rows. Takes the twiddles' inverses.
    void (*inverse)(Rows<const Field> from, Rows<Field> between, Rows<Field> to, unsigned log_rows,
                    std::size_t width, std::size_t m, const Field* twiddles);
    /// The last three layers of `blocks` (a multiple of 8) blocks of eight cells of one column, the
    /// first of number m.
    void (*last_layers)(Field* data, std::size_t blocks, std::size_t m, const Field* twiddles);
    /// Keyed hashes of `rows` (a multiple of kHashGroup) rows of 1 to 256 cells, as canonical
    /// words: cell i of row r is columns[i][r].
    void (*hash_columns)(const std::uint32_t* key, const Field* const* columns, std::size_t count,
                         std::size_t rows, std::uint32_t* digests);
    /// Absorbs sixteen cells, as canonical words, of kHashGroup rows into their chaining values:
    /// word i of row r at chaining[i * kHashGroup + r].
    void (*absorb)(std::uint32_t* chaining, const Field* rows, std::size_t stride,
                   std::uint32_t length, std::uint32_t flags);
    /// Digests of a group from its chaining values.
    void (*digests)(const std::uint32_t* chaining, std::uint32_t* digests);
    /// Keyed hashes of `count` blocks of 64 bytes; `count` is a multiple of kHashGroup. May work in
    /// place.
    void (*nodes)(const std::uint32_t* key, const std::uint32_t* blocks, std::size_t count,
                  std::uint32_t* digests);
    /// The smallest i < count (a multiple of kHashGroup) for which the keyed hash of
    /// state ‖ (first + i) has `bits` (1 to 32) low zero bits in its first word; `count` if none.
    std::size_t (*grind)(const std::uint32_t* key, const std::uint32_t* state, std::uint64_t first,
                         std::size_t count, unsigned bits);
};

/// Requires supported(instructions).
template <typename Field>
[[nodiscard]] const Kernels<Field>& kernels(Instructions instructions);

}  // namespace archi::iop
