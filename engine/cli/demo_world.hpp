#pragma once
// The demo archipelago (node/demo.hpp) in the world of a session.

#include "cli/session.hpp"

namespace archi::cli {

/// Makes the world of `session` with the demo's chains, which settle on `l1` (node/world_file.hpp).
/// An interrupted making is completed. Errors: kAlreadyExists if the world has the chains already.
[[nodiscard]] Result<void> make_demo_world(const Session& session, const std::string& l1);

}  // namespace archi::cli
