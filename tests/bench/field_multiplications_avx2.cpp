#include "field_multiplications.hpp"

namespace archi::iop {

const Multiplications kAvx2Multiplications = MultiplicationLoops<Avx2<F>>::kLoops;

}  // namespace archi::iop
