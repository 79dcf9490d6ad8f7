#include "node/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace archi::node {
namespace {

std::string holder(int descriptor)
{
    std::array<char, 16> text{};
    const auto length = pread(descriptor, text.data(), text.size() - 1, 0);
    return length > 0 ? "process " + std::string(text.data()) : "another process";
}

}  // namespace

Result<WorldLock> WorldLock::take(const std::filesystem::path& file)
{
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failure(
            errno == EACCES || errno == EROFS ? ErrorCode::kPermission : ErrorCode::kInternal,
            "cannot open the lock " + file.string() + ": " + std::strerror(errno));
    }
    WorldLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return failure(ErrorCode::kBusy, "the world " + file.parent_path().string() +
                                             " is open in " + holder(descriptor));
    }
    const auto text = std::to_string(getpid());
    if (ftruncate(descriptor, 0) != 0 ||
        pwrite(descriptor, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
        return failure(errno == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kInternal,
                       "cannot write the lock " + file.string() + ": " + std::strerror(errno));
    }
    return lock;
}

WorldLock::~WorldLock()
{
    if (descriptor_ >= 0) close(descriptor_);
}

WorldLock::WorldLock(WorldLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1))
{
}

WorldLock& WorldLock::operator=(WorldLock&& other) noexcept
{
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

}  // namespace archi::node
