#include "field_multiplications.hpp"

namespace archi::iop {

const Multiplications kPortableMultiplications = MultiplicationLoops<Portable<F>>::kLoops;

}  // namespace archi::iop
