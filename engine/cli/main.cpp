// archipelago: create, run and watch zero-knowledge chains from a terminal.

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>

#include "cli/commands.hpp"

namespace {

using namespace archi;

int run(int argc, char** argv)
{
    CLI::App app("Create and run your own zero-knowledge chains.", "archipelago");
    app.require_subcommand(1);
    app.fallthrough();
    app.get_formatter()->column_width(34);

    cli::Session session;
    session.world = node::default_world_path();
    app.add_option("--world", session.world, "Folder of the world")->type_name("DIR");
    app.add_flag("--json", session.json, "Print results as JSON");
    app.add_flag("-q,--quiet", session.quiet, "Say nothing but results and errors");
    app.footer(
        "Examples:\n"
        "  archipelago init && archipelago up          a world with the chain tortuga, running\n"
        "  archipelago chain create nassau             one more chain\n"
        "  archipelago demo                            a short story with real transactions\n\n"
        "Exit codes: 0 done, 1 the job failed, 2 wrong usage.");

    int exit_code = cli::kDone;
    const cli::Registry registry{app, session, exit_code};
    cli::add_init(registry);
    cli::add_up(registry);
    cli::add_status(registry);
    cli::add_chain(registry);
    cli::add_batches(registry);
    cli::add_rebuild(registry);
    cli::add_send(registry);
    cli::add_accounts(registry);
    cli::add_bench(registry);
    cli::add_logs(registry);
    cli::add_demo(registry);
    cli::add_evm(registry);
    cli::add_version(registry);
    cli::add_zk(registry);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cli::kDone : cli::kWrongUsage;
    }
    return exit_code;
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception& exception) {
        static_cast<void>(std::fprintf(stderr, "archipelago: %s\n", exception.what()));
        return cli::kFailed;
    }
}
