#include "iop/host/kernels/instantiate.hpp"
#include "iop/host/kernels/tables.hpp"

namespace archi::iop {

const Kernels<KoalaBear> kPortableKoalaBear =
    KernelSet<KoalaBear, 4, Instructions::kPortable>::kTable;
const Kernels<BabyBear> kPortableBabyBear = KernelSet<BabyBear, 4, Instructions::kPortable>::kTable;

}  // namespace archi::iop
