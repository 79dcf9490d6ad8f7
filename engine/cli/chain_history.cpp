// archipelago chain …: export, import, check, witness.

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "base/hex.hpp"
#include "cli/chain.hpp"
#include "node/snapshot_json.hpp"

namespace archi::cli {
namespace {

void add_export(const Registry& registry, CLI::App& parent)
{
    struct Options {
        std::string name;
        std::string file;
    };
    const auto options = std::make_shared<Options>();
    auto* command = parent.add_subcommand("export", "Write a chain with its history to one file");
    command->add_option("NAME", options->name, "The chain")->required();
    command->add_option("FILE", options->file, "Default: NAME.archipelago");
    command->callback([registry, options] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            const auto file =
                options->file.empty() ? options->name + ".archipelago" : options->file;
            auto done = control.export_chain(options->name, file, progress(registry.session));
            if (done) tell_done(registry.session, options->name, "exported to " + file);
            return done;
        });
    });
}

void add_import(const Registry& registry, CLI::App& parent)
{
    struct Options {
        std::string file;
        std::string name;
    };
    const auto options = std::make_shared<Options>();
    auto* command = parent.add_subcommand("import", "Take an exported chain into this world");
    command->add_option("FILE", options->file, "What 'chain export' wrote")->required();
    command->add_option("--name", options->name, "Another name for it");
    command->callback([registry, options] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            std::optional<std::string> name;
            if (!options->name.empty()) name = options->name;
            const auto config =
                control.import_chain(options->file, name, progress(registry.session));
            if (!config) return std::unexpected(config.error());
            tell_config(registry.session, *config, "imported");
            return {};
        });
    });
}

void add_check(const Registry& registry, CLI::App& parent)
{
    const auto chain = std::make_shared<std::string>();
    auto* command = parent.add_subcommand(
        "check", "Execute the chain's whole history again and compare hashes and commitments");
    command->add_option("NAME", *chain, "The chain")->required();
    command->callback([registry, chain] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            const auto report = control.check_chain(*chain, progress(registry.session));
            if (!report) return std::unexpected(report.error());
            if (registry.session.json) {
                fmt::print("{}\n", node::to_json(*report));
            } else {
                fmt::print("{}: {} blocks with {} transactions and {} batches agree\n", *chain,
                           report->blocks, report->transactions, report->batches);
            }
            return {};
        });
    });
}

void add_witness(const Registry& registry, CLI::App& parent)
{
    struct Options {
        std::string name;
        std::string file;
        std::uint64_t batch = 0;
    };
    const auto options = std::make_shared<Options>();
    auto* command = parent.add_subcommand("witness", "Write what it takes to prove a sealed batch");
    command->add_option("NAME", options->name, "The chain")->required();
    auto* batch = command->add_option("BATCH", options->batch, "Default: the last sealed one");
    command->add_option("-o,--output", options->file, "Default: NAME.witness");
    command->footer(
        "The file is the input of the guest 'batch'. A proof of it shows the batch's output.\n"
        "A run of the machine has at most 2^27 cycles, as yet some 35 transfers.\n\n"
        "Example:\n"
        "  archipelago chain witness tortuga 1 -o 1.witness\n"
        "  archipelago zk prove bin/guest/batch.elf --input 1.witness");
    command->callback([registry, options, batch] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            std::optional<std::uint64_t> number;
            if (*batch) number = options->batch;
            const auto file = options->file.empty() ? options->name + ".witness" : options->file;
            const auto report = control.write_witness(options->name, number, file);
            if (!report) return std::unexpected(report.error());
            if (registry.session.json) {
                fmt::print("{}\n", node::to_json(*report));
            } else {
                fmt::print(
                    "batch    {} of {}, {} transactions\noutput   {}\nwitness  {} bytes, in {}\n",
                    report->batch, options->name, report->transactions, hex::encode(report->output),
                    report->bytes, file);
            }
            return {};
        });
    });
}

}  // namespace

void add_chain_history(const Registry& registry, CLI::App& chain)
{
    add_export(registry, chain);
    add_import(registry, chain);
    add_check(registry, chain);
    add_witness(registry, chain);
}

}  // namespace archi::cli
