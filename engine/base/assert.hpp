#pragma once
// Invariants: checked in every build, on the host and in the guest.

namespace archi {

/// Prints the failed invariant where there is somewhere to print, and ends the program.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace archi

/// A false `condition` is a defect of this program, never of its input.
#define ARCHI_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::archi::assertion_failed(#condition, __FILE__, __LINE__))
