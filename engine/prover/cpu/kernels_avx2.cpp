#include "prover/cpu/chip_kernels.hpp"
#include "prover/cpu/instruction_sets.hpp"

namespace archi::prover::cpu {

constinit const Kernels kernels_avx2 = kernels_of<iop::Avx2<F>>(iop::Instructions::kAvx2);

}  // namespace archi::prover::cpu
