#include "iop/host/kernels/kernels.hpp"

#include "iop/host/kernels/tables.hpp"

namespace archi::iop {

template <>
const Kernels<KoalaBear>& kernels(Instructions instructions)
{
#ifdef __x86_64__
    if (instructions == Instructions::kAvx512) return kAvx512KoalaBear;
    if (instructions == Instructions::kAvx2) return kAvx2KoalaBear;
#endif
    return kPortableKoalaBear;
}

template <>
const Kernels<BabyBear>& kernels(Instructions instructions)
{
#ifdef __x86_64__
    if (instructions == Instructions::kAvx512) return kAvx512BabyBear;
    if (instructions == Instructions::kAvx2) return kAvx2BabyBear;
#endif
    return kPortableBabyBear;
}

}  // namespace archi::iop
