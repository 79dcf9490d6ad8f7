#include "iop/host/kernels/instantiate.hpp"
#include "iop/host/kernels/tables.hpp"

namespace archi::iop {

const Kernels<KoalaBear> kAvx2KoalaBear = KernelSet<KoalaBear, 8, Instructions::kAvx2>::kTable;
const Kernels<BabyBear> kAvx2BabyBear = KernelSet<BabyBear, 8, Instructions::kAvx2>::kTable;

}  // namespace archi::iop
