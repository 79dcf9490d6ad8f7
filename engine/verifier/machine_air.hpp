#pragma once
// The chips of machine/chips.hpp as the proof system sees them.

#include "verifier/air.hpp"

namespace archi::verifier {

/// By chip number. Lives as long as the program.
template <typename E>
[[nodiscard]] Air<E> machine_air();

}  // namespace archi::verifier
