#include "prover/cpu/instruction_sets.hpp"
#include "prover/cpu/kernel_templates.hpp"

namespace archi::prover::cpu {

constinit const Kernels kernels_avx512 =
    kernels_of<iop::Avx512<F>>(iop::Instructions::kAvx512, chip_kernels_avx512.data());

}  // namespace archi::prover::cpu
