#pragma once
// Small proofs for tests.

#include "machine/host/exercise.hpp"
#include "prover/cpu/cpu_backend.hpp"
#include "prover/run_prover.hpp"
#include "verifier/machine_air.hpp"

namespace archi::prover::test {

/// As secure as the default but for the short words: tests have small tables.
[[nodiscard]] inline iop::Parameters small_parameters()
{
    auto parameters = iop::default_parameters();
    parameters.log_stacked_height = 14;
    return parameters;
}

/// A program that runs every opcode, as an executable, and exits with an empty output.
[[nodiscard]] inline machine::Executable exercise(std::uint64_t seed, std::uint32_t instructions)
{
    machine::Executable executable;
    executable.program = machine::exercise({.seed = seed, .instructions = instructions});
    machine::leave_no_output(executable.program);
    return executable;
}

/// Words that hints may be.
[[nodiscard]] inline Bytes hint_bytes(std::uint64_t seed, std::size_t words)
{
    Bytes bytes;
    for (std::size_t i = 0; i < 4 * words; ++i) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        bytes.push_back(static_cast<std::uint8_t>(seed >> 56));
    }
    return bytes;
}

}  // namespace archi::prover::test
