#pragma once
// Small proofs for tests.

#include <cstring>

#include "base/blake3.hpp"
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
    auto& program = executable.program;
    program = machine::exercise({.seed = seed, .instructions = instructions});
    const auto constant = [&](unsigned rd, std::uint32_t word) {
        program.text.push_back({machine::Opcode::kAddi, static_cast<std::uint8_t>(rd), 0, 0, word});
    };
    const auto exit = program.text.back();
    program.text.pop_back();
    const auto digest = blake3({});
    for (unsigned i = 0; i < machine::kOutputWords; ++i) {
        std::uint32_t word = 0;
        std::memcpy(&word, digest.data() + 4 * std::size_t{i}, 4);
        constant(machine::kFirstOutputRegister + i, word);
    }
    for (unsigned rd = 18; rd <= 21; ++rd)
        constant(rd, 0);  // neither output nor diagnostics
    program.text.push_back(exit);
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
