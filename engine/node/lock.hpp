#pragma once
// Only one process opens a world.

#include <filesystem>
#include <utility>

#include "base/file.hpp"
#include "base/result.hpp"

namespace archi::node {

/// Holds an advisory lock on a file; the system releases it when the process ends, however it ends.
class WorldLock {
public:
    /// kBusy names the process that holds it.
    [[nodiscard]] static Result<WorldLock> take(const std::filesystem::path& file);

private:
    explicit WorldLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
    Descriptor descriptor_;
};

}  // namespace archi::node
