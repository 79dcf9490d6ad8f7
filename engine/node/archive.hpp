#pragma once
// A chain in one file: a zstd-compressed tar with manifest.toml, chain.toml and chain.db, from
// which all else is rebuilt.

#include <filesystem>

#include "base/result.hpp"
#include "node/control.hpp"
#include "node/member.hpp"

namespace archi::node {

/// Writes `file` (to a draft first, so that it exists whole or not at all). Works while the chain
/// runs: chain.db is copied consistently. Errors: kAlreadyExists, kNoSpace, kPermission.
[[nodiscard]] Result<void> pack_chain(Member& member, const std::filesystem::path& file,
                                      const Progress& progress);

/// Unpacks into the folder `target`, which it makes. Takes only the three known names, each once,
/// and nothing larger than kLargestMember. Errors: kNotFound, kCorrupt (not such a file), kNoSpace.
[[nodiscard]] Result<void> unpack_chain(const std::filesystem::path& file,
                                        const std::filesystem::path& target,
                                        const Progress& progress);

}  // namespace archi::node
