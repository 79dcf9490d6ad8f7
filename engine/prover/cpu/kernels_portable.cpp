#include "prover/cpu/instruction_sets.hpp"
#include "prover/cpu/kernel_templates.hpp"

namespace archi::prover::cpu {

constinit const Kernels kernels_portable =
    kernels_of<iop::Portable<F>>(iop::Instructions::kPortable, chip_kernels_portable.data());

}  // namespace archi::prover::cpu
