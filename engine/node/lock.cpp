#include "node/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
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
    Descriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    const int number = descriptor.number();
    if (number < 0)
        return std::unexpected(system_error("cannot open the lock " + file.string(), errno));
    if (flock(number, LOCK_EX | LOCK_NB) != 0) {
        return failure(ErrorCode::kBusy, "the world " + file.parent_path().string() +
                                             " is open in " + holder(number) +
                                             "; 'archipelago down' ends it");
    }
    const auto text = std::to_string(getpid());
    if (ftruncate(number, 0) != 0 ||
        pwrite(number, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        return std::unexpected(system_error("cannot write the lock " + file.string(), errno));
    return WorldLock(std::move(descriptor));
}

}  // namespace archi::node
