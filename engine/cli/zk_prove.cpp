// archipelago zk prove: a proof that a program ran and what it gave.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "base/file.hpp"
#include "base/hex.hpp"
#include "cli/zk.hpp"
#include "cli/zk_program.hpp"
#include "cli/zk_proving.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;

struct Options {
    std::string program;
    ProgramInput input;
    std::string output;
    std::string set = std::string(iop::parameter_sets().front().name);
    ProvingOptions proving;
};

Result<Made> make(const Session& session, const Options& options)
{
    const auto executable = read_program(options.program);
    if (!executable) return std::unexpected(executable.error());
    const auto input = read_input(options.input);
    if (!input) return std::unexpected(input.error());
    return prove_program(session, *executable, *input,
                         iop::find_parameter_set(options.set)->parameters, options.proving);
}

json::object to_json(const Made& made, const Options& options)
{
    json::object stages;
    for (const auto& [name, seconds] : made.stages)
        stages[name] = seconds;
    const auto& proven = made.proven;
    return {{"program", hex::encode(proven.program)},
            {"output", hex::encode(proven.output)},
            {"set", options.set},
            {"backend", made.backend},
            {"cycles", proven.cycles},
            {"segments", proven.segments},
            {"proofBytes", proven.proof.size()},
            {"seconds", made.seconds},
            {"stages", std::move(stages)},
            {"file", options.output}};
}

void print(const Made& made, const Options& options)
{
    const auto& proven = made.proven;
    fmt::print("program  {}\n", hex::encode(proven.program));
    print_output(proven.output);
    fmt::print("proven   {} cycles in {} segment{}, {:.1f} s with {}: {:.1f} kHz\n", proven.cycles,
               proven.segments, proven.segments == 1 ? "" : "s", made.seconds, made.backend,
               made.kilohertz());
    for (const auto& [name, seconds] : made.stages)
        fmt::print("           {:<18}{:>8.2f} s\n", name, seconds);
    fmt::print("proof    {} bytes, {}, in {}\n", proven.proof.size(), options.set, options.output);
}

int prove(const Session& session, Options& options)
{
    if (options.output.empty()) options.output = options.program + ".proof";
    const auto made = make(session, options);
    if (!made) return report(session, made.error());
    if (const auto written =
            write_file_atomically(options.output, made->proven.proof, Readers::kEveryone);
        !written)
        return report(session, written.error());
    if (session.json)
        fmt::print("{}\n", json::serialize(to_json(*made, options)));
    else
        print(*made, options);
    return kDone;
}

}  // namespace

void add_zk_prove(CLI::App& zk, Registry registry)
{
    auto* command = zk.add_subcommand("prove", "Prove that a program ran, and what it gave");
    const auto options = std::make_shared<Options>();
    add_program(*command, options->program);
    add_input(*command, options->input);
    command->add_option("-o,--output", options->output, "Where the proof goes (PROGRAM.proof)");
    command
        ->add_option_function<std::string>(
            "--set", [options](const std::string& name) { options->set = name; },
            "Parameter set, one of `zk soundness --list` (default default_100)")
        ->check([](const std::string& name) {
            return iop::find_parameter_set(name) != nullptr ? "" : "no such parameter set";
        });
    add_proving(*command, options->proving);
    command->footer(
        "The same program, input and options give the same proof, byte for byte. Ctrl-C stops and "
        "leaves nothing\nbehind.\n\n"
        "Example:\n  archipelago zk prove bin/guest/hello.elf --input-hex 416461 -o hello.proof");
    command->callback(
        [registry, options] { registry.exit_code = prove(registry.session, *options); });
}

}  // namespace archi::cli
