#pragma once
// The demo archipelago: today the one chain tortuga.

#include "cli/session.hpp"

namespace archi::cli {

inline constexpr const char* kDemoChain = "tortuga";

/// Makes the world of `session` with the demo's chains. An interrupted making is completed.
/// Errors: kAlreadyExists if the world has the chains already.
[[nodiscard]] Result<void> make_demo_world(const Session& session);

}  // namespace archi::cli
