// archipelago init: makes a world.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "cli/commands.hpp"
#include "cli/demo_world.hpp"
#include "node/world_file.hpp"

namespace archi::cli {

void add_init(Registry registry)
{
    auto* command = registry.app.add_subcommand("init", "Make a world (a folder for chains)");
    const auto preset = std::make_shared<std::string>("demo");
    command->add_option("--preset", *preset, "demo: with the chain tortuga; blank: without chains")
        ->check(CLI::IsMember({"demo", "blank"}))
        ->capture_default_str();
    const auto l1 = std::make_shared<std::string>(node::kEmbeddedL1);
    command->add_option("--l1", *l1, "Where chains settle: embedded, none, or a node's URL")
        ->type_name("L1")
        ->capture_default_str();
    command->footer(
        "Examples:\n  archipelago init --preset blank --world ./islands\n"
        "  archipelago init --l1 http://127.0.0.1:8545");
    command->callback([registry, preset, l1] {
        const auto& session = registry.session;
        const auto made =
            *preset == "demo" ? make_demo_world(session, *l1) : [&]() -> Result<void> {
            return node::World::create(session.world, *l1);
        }();
        if (!made) {
            registry.exit_code = report(session, made.error());
        } else if (session.json) {
            fmt::print("{}\n",
                       boost::json::serialize(boost::json::object{
                           {"world", session.world.string()}, {"preset", *preset}, {"l1", *l1}}));
        } else {
            fmt::print("Made a world in {}. Start it with: archipelago up\n",
                       session.world.string());
        }
    });
}

}  // namespace archi::cli
