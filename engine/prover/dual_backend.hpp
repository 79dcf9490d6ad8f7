#pragma once
// Two backends that do everything, and a comparison of every message: where a new backend goes
// wrong is the first step that is named.

#include <functional>

#include "prover/backend.hpp"

namespace archi::prover {

/// Called with the step at which the second backend's message differs from the first's, as in
/// "round of a sum".
using OnDifference = std::function<void(std::string_view step)>;

/// Says the step on stderr and ends the program.
void abort_on_difference(std::string_view step);

/// Speaks for `first`. Both outlive it and everything it makes.
[[nodiscard]] std::unique_ptr<Backend> make_dual_backend(
    const Backend& first, const Backend& second, OnDifference on_difference = abort_on_difference);

}  // namespace archi::prover
