#include "field_multiplications.hpp"

namespace archi::iop {

const Multiplications kAvx512Multiplications = MultiplicationLoops<Avx512<F>>::kLoops;

}  // namespace archi::iop
