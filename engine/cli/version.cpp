// archipelago version.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "base/failpoint.hpp"
#include "cli/commands.hpp"
#include "stf/batch.hpp"

namespace archi::cli {

void add_version(Registry registry)
{
    auto* command =
        registry.app.add_subcommand("version", "Show the versions of program and protocol");
    const auto failpoints = std::make_shared<bool>(false);
    command->add_flag("--failpoints", *failpoints, "List where tests can kill the process")
        ->group("");
    command->callback([registry, failpoints] {
        if (*failpoints) {
            boost::json::array names;
            for (const auto* name : failpoint::names())
                names.emplace_back(name);
            fmt::print("{}\n", boost::json::serialize(
                                   boost::json::object{{"failpoints", std::move(names)}}));
        } else if (registry.session.json) {
            fmt::print("{}\n",
                       boost::json::serialize(boost::json::object{
                           {"version", ARCHI_VERSION}, {"protocol", stf::kProtocolVersion}}));
        } else {
            fmt::print("archipelago {} (protocol {})\n", ARCHI_VERSION, stf::kProtocolVersion);
        }
    });
}

}  // namespace archi::cli
