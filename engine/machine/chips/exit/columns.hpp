#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// The custom instruction `exit`.
template <typename T>
struct ExitColumns {
    T is_exit;
    Place<T> place;
    std::array<Read<T>, kOutputWords> output;
};

}  // namespace archi::machine::chips
