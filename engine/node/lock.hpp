#pragma once
// Only one process opens a world.

#include <filesystem>

#include "base/result.hpp"

namespace archi::node {

/// Holds an advisory lock on a file; the system releases it when the process ends, however it ends.
class WorldLock {
public:
    /// kBusy names the process that holds it.
    [[nodiscard]] static Result<WorldLock> take(const std::filesystem::path& file);
    ~WorldLock();
    WorldLock(WorldLock&& other) noexcept;
    WorldLock& operator=(WorldLock&& other) noexcept;

private:
    explicit WorldLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace archi::node
