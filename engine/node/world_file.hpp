#pragma once
// world.toml: what the world remembers between two runs.

#include <filesystem>
#include <set>
#include <string>

#include "base/result.hpp"

namespace archi::node {

inline constexpr int kWorldFormat = 1;

struct WorldFile {
    std::set<std::string>
        stopped;  ///< chains that the user stopped; the others start with the world
};

/// Errors: kNotFound, kCorrupt with line and key, kUnsupported for a newer format.
[[nodiscard]] Result<WorldFile> load_world_file(const std::filesystem::path& file);
/// Atomic: readers see the old or the new file.
[[nodiscard]] Result<void> save_world_file(const std::filesystem::path& file,
                                           const WorldFile& world);

}  // namespace archi::node
