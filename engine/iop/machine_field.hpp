#pragma once
// The fields that the proof machine works in.

#include "iop/extension.hpp"
#include "iop/prime_field.hpp"

namespace archi::iop {

/// Of the traces.
using F = KoalaBear;
/// Of the challenges: F[x] / (x^6 + x^3 + 1).
using E = Extension<F, 6>;

}  // namespace archi::iop
