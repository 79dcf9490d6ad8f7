#pragma once
// The tables that the files compiled for one instruction set each define.

#include "iop/host/kernels/kernels.hpp"
#include "iop/prime_field.hpp"

namespace archi::iop {

extern const Kernels<KoalaBear> kPortableKoalaBear;
extern const Kernels<BabyBear> kPortableBabyBear;
extern const Kernels<KoalaBear> kAvx2KoalaBear;
extern const Kernels<BabyBear> kAvx2BabyBear;
extern const Kernels<KoalaBear> kAvx512KoalaBear;
extern const Kernels<BabyBear> kAvx512BabyBear;

}  // namespace archi::iop
