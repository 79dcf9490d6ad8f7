#pragma once
// Opening a world, and what is done about the two obstacles that a person meets: another process
// has it open, or its world.toml is damaged. Blocking; for the worker.

#include "node/world.hpp"

namespace archi::app {

/// Opens the world in `folder`, making it first if there is none; a new one settles on `l1`
/// (node/world_file.hpp).
[[nodiscard]] Result<std::unique_ptr<node::World>> open_world(const std::filesystem::path& folder,
                                                              const std::string& l1);

/// Asks the process that has the world open to end, waits up to a minute for it, and opens it as
/// open_world does.
/// Errors: kUnavailable if that process does not answer or does not end.
[[nodiscard]] Result<std::unique_ptr<node::World>> take_world_over(
    const std::filesystem::path& folder, const std::string& l1);

}  // namespace archi::app
