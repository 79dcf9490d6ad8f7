#pragma once
// Runs state tests on rv32im: by the guest program official_cases, under qemu-riscv32.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ethereum/case.hpp"

namespace archi::conformance {

/// Many cases a process. nullopt for a case that ends the guest even alone; the reason is on
/// stderr.
[[nodiscard]] std::vector<std::optional<ethereum::Outcome>> run_on_guest(
    const std::string& program, std::span<const ethereum::Case* const> cases);

}  // namespace archi::conformance
