// archipelago init: makes a world.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "cli/commands.hpp"
#include "cli/demo_world.hpp"

namespace archi::cli {

void add_init(Registry registry)
{
    auto* command = registry.app.add_subcommand("init", "Make a world (a folder for chains)");
    const auto preset = std::make_shared<std::string>("demo");
    command->add_option("--preset", *preset, "demo: with the chain tortuga; blank: without chains")
        ->check(CLI::IsMember({"demo", "blank"}))
        ->capture_default_str();
    command->footer("Example:\n  archipelago init --preset blank --world ./islands");
    command->callback([registry, preset] {
        const auto& session = registry.session;
        const auto made = *preset == "demo" ? make_demo_world(session) : [&]() -> Result<void> {
            return node::World::create(session.world);
        }();
        if (!made) {
            registry.exit_code = report(session, made.error());
        } else if (session.json) {
            fmt::print("{}\n", boost::json::serialize(boost::json::object{
                                   {"world", session.world.string()}, {"preset", *preset}}));
        } else {
            fmt::print("Made a world in {}. Start it with: archipelago up\n",
                       session.world.string());
        }
    });
}

}  // namespace archi::cli
