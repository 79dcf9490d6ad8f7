#pragma once
// The extensions of the machine's field that proofs exist for. 6 is the default; 4 and 5 are there
// to be compared with.

#include "iop/machine_field.hpp"

namespace archi::verifier {

using E4 = iop::Extension<iop::F, 4>;
using E5 = iop::Extension<iop::F, 5>;
using E6 = iop::Extension<iop::F, 6>;

}  // namespace archi::verifier

#define ARCHI_FOR_EXTENSIONS(macro) \
    macro(::archi::verifier::E4) macro(::archi::verifier::E5) macro(::archi::verifier::E6)
