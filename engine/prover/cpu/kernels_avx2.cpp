#include "prover/cpu/instruction_sets.hpp"
#include "prover/cpu/kernel_templates.hpp"

namespace archi::prover::cpu {

constinit const Kernels kernels_avx2 =
    kernels_of<iop::Avx2<F>>(iop::Instructions::kAvx2, chip_kernels_avx2.data());

}  // namespace archi::prover::cpu
