#include "iop/host/vector/instructions.hpp"

namespace archi::iop {

bool supported(Instructions instructions)
{
    switch (instructions) {
        case Instructions::kPortable:
            return true;
#ifdef __x86_64__
        case Instructions::kAvx2:
            return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
        case Instructions::kAvx512:
            return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl");
#else
        case Instructions::kAvx2:
        case Instructions::kAvx512:
            return false;
#endif
    }
    return false;
}

Instructions best_instructions()
{
    if (supported(Instructions::kAvx512)) return Instructions::kAvx512;
    if (supported(Instructions::kAvx2)) return Instructions::kAvx2;
    return Instructions::kPortable;
}

const char* name(Instructions instructions)
{
    switch (instructions) {
        case Instructions::kPortable:
            return "portable";
        case Instructions::kAvx2:
            return "AVX2";
        case Instructions::kAvx512:
            return "AVX-512";
    }
    return "";
}

}  // namespace archi::iop
