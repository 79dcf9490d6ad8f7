#include "cli/demo_world.hpp"

#include "node/demo.hpp"

namespace archi::cli {

Result<void> make_demo_world(const Session& session, const std::string& l1)
{
    if (!node::World::exists(session.world)) {
        tell(session, "making the world");
        if (auto made = node::World::create(session.world, l1); !made) return made;
    }
    auto control = connect(session);
    if (!control) return std::unexpected(control.error());
    return node::make_demo(**control, progress(session));
}

}  // namespace archi::cli
