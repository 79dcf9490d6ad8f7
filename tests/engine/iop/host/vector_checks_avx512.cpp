#include "engine/iop/host/vector_checks.hpp"

namespace archi::iop {

const VectorChecks kAvx512Checks = {VectorCheck<Avx512<KoalaBear>>::run,
                                    VectorCheck<Avx512<BabyBear>>::run};

}  // namespace archi::iop
