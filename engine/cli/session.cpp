#include "cli/session.hpp"

#include <fmt/core.h>

#include <boost/json.hpp>
#include <cstdio>

#include "node/snapshot_json.hpp"

namespace archi::cli {

int report(const Session& session, const Error& error)
{
    if (session.json) {
        const boost::json::object fault{
            {"error", {{"code", node::to_string(error.code)}, {"sentence", describe(error)}}}};
        fmt::print("{}\n", boost::json::serialize(fault));
    } else {
        fmt::print(stderr, "archipelago: {}\n", describe(error));
    }
    return error.code == ErrorCode::kInvalidArgument ? kWrongUsage : kFailed;
}

void tell(const Session& session, const std::string& stage)
{
    if (!session.quiet && !session.json) fmt::print(stderr, "  {}\n", stage);
}

node::Progress progress(const Session& session)
{
    return [session](const std::string& stage) { tell(session, stage); };
}

Result<std::unique_ptr<node::Control>> connect(const Session& session)
{
    auto world = node::World::open(session.world);
    if (world) return std::unique_ptr<node::Control>(std::move(*world));
    if (world.error().code != ErrorCode::kBusy) return std::unexpected(world.error());
    auto remote = node::attach(session.world);
    if (!remote) return std::unexpected(world.error());
    return std::unique_ptr<node::Control>(std::move(*remote));
}

}  // namespace archi::cli
