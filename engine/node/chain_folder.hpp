#pragma once
// The folder of one chain as a whole: made, given its name, thrown away. Each is one rename.

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "chain/config.hpp"
#include "node/layout.hpp"

namespace archi::node {

/// Where a chain is made before it gets its name. `name` need only be free among drafts.
[[nodiscard]] std::filesystem::path draft_folder(const Layout& layout, const std::string& name);

/// True for what draft_folder gives; an interrupted making leaves one behind.
[[nodiscard]] bool is_draft(const std::filesystem::path& folder);

/// Writes chain.toml into `draft`, which need not exist, and renames it to the chain's folder.
/// After an error nothing of the draft is left.
[[nodiscard]] Result<void> settle(const Layout& layout, const chain::Config& config,
                                  const std::filesystem::path& draft);

/// Moves the chain's folder to the trash, under its name and the time in milliseconds.
[[nodiscard]] Result<void> move_to_trash(const Layout& layout, const std::string& name);

}  // namespace archi::node
