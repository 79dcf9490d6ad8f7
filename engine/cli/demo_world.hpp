#pragma once
// The demo archipelago (node/demo.hpp) in the world of a session.

#include "cli/session.hpp"

namespace archi::cli {

/// Makes the world of `session` with the demo's chains. An interrupted making is completed.
/// Errors: kAlreadyExists if the world has the chains already.
[[nodiscard]] Result<void> make_demo_world(const Session& session);

}  // namespace archi::cli
