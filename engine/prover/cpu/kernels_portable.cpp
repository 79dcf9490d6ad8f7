#include "prover/cpu/chip_kernels.hpp"
#include "prover/cpu/instruction_sets.hpp"

namespace archi::prover::cpu {

constinit const Kernels kernels_portable =
    kernels_of<iop::Portable<F>>(iop::Instructions::kPortable);

}  // namespace archi::prover::cpu
