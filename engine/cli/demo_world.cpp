#include "cli/demo_world.hpp"

namespace archi::cli {

Result<void> make_demo_world(const Session& session)
{
    if (!node::World::exists(session.world)) {
        tell(session, "making the world");
        if (auto made = node::World::create(session.world); !made) return made;
    }
    auto control = connect(session);
    if (!control) return std::unexpected(control.error());
    const auto created = (*control)->create_chain({.name = kDemoChain,
                                                   .chain_id = {},
                                                   .block_time = {},
                                                   .data_mode = chain::DataMode::kRollup,
                                                   .rpc_port = {}},
                                                  progress(session));
    if (!created) return std::unexpected(created.error());
    return {};
}

}  // namespace archi::cli
