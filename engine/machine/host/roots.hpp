#pragma once
// Roots of small polynomials over the machine's field.

#include <optional>
#include <vector>

#include "machine/cell.hpp"

namespace archi::machine {

/// A square root, by Tonelli and Shanks; none of what is no square.
[[nodiscard]] std::optional<F> square_root(F square);

/// The roots in F of a + b x + c x^2, where a root is known to say something: none of a constant.
[[nodiscard]] std::vector<F> roots(F a, F b, F c);

}  // namespace archi::machine
