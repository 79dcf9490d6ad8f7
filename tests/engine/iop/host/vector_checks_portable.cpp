#include "engine/iop/host/vector_checks.hpp"

namespace archi::iop {

const VectorChecks kPortableChecks = {VectorCheck<Portable<KoalaBear>>::run,
                                      VectorCheck<Portable<BabyBear>>::run};

}  // namespace archi::iop
