#include "prover/cpu/kernels.hpp"

#include "prover/cpu/instruction_sets.hpp"

namespace archi::prover::cpu {

const Kernels& kernels(iop::Instructions instructions)
{
    switch (instructions) {
        case iop::Instructions::kAvx512:
            return kernels_avx512;
        case iop::Instructions::kAvx2:
            return kernels_avx2;
        case iop::Instructions::kPortable:
            break;
    }
    return kernels_portable;
}

}  // namespace archi::prover::cpu
