#include "iop/host/kernels/instantiate.hpp"
#include "iop/host/kernels/tables.hpp"

namespace archi::iop {

const Kernels<KoalaBear> kAvx512KoalaBear = KernelSet<KoalaBear, 16, Instructions::kAvx512>::kTable;
const Kernels<BabyBear> kAvx512BabyBear = KernelSet<BabyBear, 16, Instructions::kAvx512>::kTable;

}  // namespace archi::iop
