// archipelago version.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "cli/commands.hpp"
#include "stf/batch.hpp"

namespace archi::cli {

void add_version(Registry registry)
{
    auto* command =
        registry.app.add_subcommand("version", "Show the versions of program and protocol");
    command->callback([registry] {
        if (registry.session.json) {
            fmt::print("{}\n",
                       boost::json::serialize(boost::json::object{
                           {"version", ARCHI_VERSION}, {"protocol", stf::kProtocolVersion}}));
        } else {
            fmt::print("archipelago {} (protocol {})\n", ARCHI_VERSION, stf::kProtocolVersion);
        }
    });
}

}  // namespace archi::cli
