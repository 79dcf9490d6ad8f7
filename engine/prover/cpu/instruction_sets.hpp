#pragma once
// The kernels of each instruction set. A file each, compiled for it.

#include "prover/cpu/kernels.hpp"

namespace archi::prover::cpu {

extern const Kernels kernels_portable;
extern const Kernels kernels_avx2;
extern const Kernels kernels_avx512;

}  // namespace archi::prover::cpu
