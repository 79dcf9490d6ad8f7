#pragma once
// Proving a program on behalf of a command: options, stages, Ctrl-C, and what it took.

#include <map>
#include <string>

#include "base/result.hpp"
#include "cli/session.hpp"
#include "iop/parameters.hpp"
#include "machine/host/elf.hpp"
#include "prover/run_prover.hpp"

namespace CLI {
class App;
}

namespace archi::cli {

struct ProvingOptions {
    std::string instructions;  ///< empty: the widest that the processor has
    unsigned threads = 0;      ///< 0: one a processor
    std::uint64_t cells = std::uint64_t{1} << 26;
};

void add_proving(CLI::App& command, ProvingOptions& options);

/// While one is there, Ctrl-C asks the command to stop instead of ending the process.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    [[nodiscard]] static bool has_come();

private:
    void (*before_)(int);
};

struct Made {
    prover::Proven proven;
    std::map<std::string, double> stages;  ///< seconds
    double seconds = 0;
    std::string backend;

    [[nodiscard]] double kilohertz() const
    {
        return static_cast<double>(proven.cycles) / seconds / 1000;
    }
};

/// Proves, telling stages and the time left. Ctrl-C stops it at the next stage.
/// Errors: those of prover::prove_run; kUnsupported for instructions that the processor lacks.
[[nodiscard]] Result<Made> prove_program(const Session& session,
                                         const machine::Executable& executable, bytes_view input,
                                         const iop::Parameters& parameters,
                                         const ProvingOptions& options);

/// "unique decoding", and of WHIR's words if they are decoded otherwise.
[[nodiscard]] std::string decoding_of(const iop::Parameters& parameters);
[[nodiscard]] std::string_view opening_of(const iop::Parameters& parameters);

}  // namespace archi::cli
