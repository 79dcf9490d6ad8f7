#include "prover/cpu/chip_kernels.hpp"
#include "prover/cpu/instruction_sets.hpp"

namespace archi::prover::cpu {

constinit const AllChipKernels chip_kernels_portable = kChipKernels<iop::Portable<F>>;

}  // namespace archi::prover::cpu
