#include "prover/cpu/chip_kernels.hpp"
#include "prover/cpu/instruction_sets.hpp"

namespace archi::prover::cpu {

constinit const Kernels kernels_avx512 = kernels_of<iop::Avx512<F>>(iop::Instructions::kAvx512);

}  // namespace archi::prover::cpu
