#include "prover/cpu/chip_kernels.hpp"
#include "prover/cpu/instruction_sets.hpp"

namespace archi::prover::cpu {

constinit const AllChipKernels chip_kernels_avx512 = kChipKernels<iop::Avx512<F>>;

}  // namespace archi::prover::cpu
