#pragma once
// What it takes to verify a proof inside of the machine: the next layer's work.

#include <string>

#include "base/result.hpp"
#include "machine/host/elf.hpp"

namespace archi::cli {

/// What a chip for it is estimated to cost: cells, and cycles to call it. BLAKE3: facts of
/// Plonky3's blake3-air (9,168 columns a compression, no lookups) and designs with lookups (about
/// 6,000). Multiplication of the extension: three elements of six limbs pairs, with their memory
/// accesses.
struct ChipCost {
    double cells = 0;
    double cycles = 0;
};
inline constexpr ChipCost kCompressionChip{.cells = 6000, .cycles = 45};
inline constexpr ChipCost kMultiplicationChip{.cells = 130, .cycles = 10};

struct VerifierCost {
    std::uint64_t cycles = 0;           ///< without any chip of its own
    std::uint64_t compressions = 0;     ///< of BLAKE3
    std::uint64_t multiplications = 0;  ///< of the extension's elements, that are calls
    double cells_a_cycle = 0;           ///< committed, of this run
    double cycles_with_chips = 0;       ///< what both chips save and cost, in cycles of this run
};

/// Runs `verifier` (bin/guest/verify.elf) on the proof.
/// Errors: those of the executor; kInvalidArgument if the proof is refused; kNotFound if the
/// program has no such functions to count.
[[nodiscard]] Result<VerifierCost> cost_of_verifying(const machine::Executable& verifier,
                                                     bytes_view proof);

}  // namespace archi::cli
