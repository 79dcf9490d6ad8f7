#include "engine/iop/host/vector_checks.hpp"

namespace archi::iop {

const VectorChecks kAvx2Checks = {VectorCheck<Avx2<KoalaBear>>::run,
                                  VectorCheck<Avx2<BabyBear>>::run};
const VectorChecks kAvx2DoubleChecks = {
    VectorCheck<Vector<KoalaBear, 16, Instructions::kAvx2>>::run,
    VectorCheck<Vector<BabyBear, 16, Instructions::kAvx2>>::run};
const Kernels<KoalaBear> kSixteenLanesByAvx2 =
    KernelSet<KoalaBear, 16, Instructions::kAvx2>::kTable;

}  // namespace archi::iop
