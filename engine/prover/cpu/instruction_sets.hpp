#pragma once
// The kernels of each instruction set. Two files each, compiled for it: those of chips take long.

#include "machine/chips.hpp"
#include "prover/cpu/kernels.hpp"

namespace archi::prover::cpu {

extern const Kernels kernels_portable;
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;

/// By chip number.
using AllChipKernels = std::array<ChipKernels, machine::kChips>;
extern const AllChipKernels chip_kernels_portable;
extern const AllChipKernels chip_kernels_avx2;
extern const AllChipKernels chip_kernels_avx512;

}  // namespace archi::prover::cpu
