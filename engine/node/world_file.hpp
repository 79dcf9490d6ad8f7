#pragma once
// world.toml: what the world remembers between two runs.

#include <filesystem>
#include <set>
#include <string>

#include "base/result.hpp"

namespace archi::node {

inline constexpr int kWorldFormat = 1;

/// What `WorldFile::l1` holds besides URLs.
inline constexpr const char* kNoL1 = "none";
inline constexpr const char* kEmbeddedL1 = "embedded";

struct WorldFile {
    std::string l1 = kNoL1;  ///< where chains settle: kNoL1, kEmbeddedL1, or http://host:port
    std::set<std::string>
        stopped;  ///< chains that the user stopped; the others start with the world
};

/// Errors: kInvalidArgument unless `l1` is one of the words or a URL.
[[nodiscard]] Result<void> validate_l1(const std::string& l1);

/// Errors: kNotFound, kCorrupt with line and key, kUnsupported for a newer format.
[[nodiscard]] Result<WorldFile> load_world_file(const std::filesystem::path& file);
/// Atomic: readers see the old or the new file.
[[nodiscard]] Result<void> save_world_file(const std::filesystem::path& file,
                                           const WorldFile& world);

}  // namespace archi::node
