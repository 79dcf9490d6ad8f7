// archipelago status: what the world and its chains are doing.

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/table.hpp"
#include "node/snapshot_json.hpp"

namespace archi::cli {

void add_status(Registry registry)
{
    auto* command =
        registry.app.add_subcommand("status", "Show the chains, their state and RPC addresses");
    command->footer("Example:\n  archipelago status --json | python3 -m json.tool");
    command->callback([registry] {
        const auto& session = registry.session;
        auto control = connect(session);
        const auto world = control ? (*control)->status()
                                   : Result<node::WorldSnapshot>(std::unexpected(control.error()));
        if (!world) {
            registry.exit_code = report(session, world.error());
        } else if (session.json) {
            fmt::print("{}\n", node::to_json(*world));
        } else {
            fmt::print("World {}\n{}", world->path, chain_table(*world));
        }
    });
}

}  // namespace archi::cli
