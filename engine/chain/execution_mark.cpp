#include "chain/execution_mark.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace archi::chain {

Result<ExecutionMark> ExecutionMark::open(const std::filesystem::path& folder)
{
    const auto file = folder / kFileName;
    const auto failed = [&] {
        const int number = errno;
        return failure(
            number == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kPermission,
            "cannot use " + file.string() + ": " + std::generic_category().message(number));
    };
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) return failed();
    // Space is taken now: a hole in the file would fault when the disk is full.
    const int number = ::posix_fallocate(descriptor, 0, sizeof(Content));
    void* memory = MAP_FAILED;
    if (number == 0)
        memory =
            ::mmap(nullptr, sizeof(Content), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    else
        errno = number;
    if (memory == MAP_FAILED) {
        auto error = failed();
        ::close(descriptor);
        return error;
    }
    ::close(descriptor);
    return ExecutionMark(static_cast<Content*>(memory));
}

ExecutionMark::ExecutionMark(Content* content) : content_(content)
{
    if (content_->current.is_zero()) return;
    content_->strikes = content_->suspect == content_->current ? content_->strikes + 1 : 1;
    content_->suspect = content_->current;
    content_->current = Hash{};
    if (content_->strikes >= kStrikes) culprit_ = content_->suspect;
}

ExecutionMark::ExecutionMark(ExecutionMark&& other) noexcept
    : content_(std::exchange(other.content_, nullptr)), culprit_(other.culprit_)
{
}

ExecutionMark::~ExecutionMark()
{
    if (content_ != nullptr) ::munmap(content_, sizeof(Content));
}

}  // namespace archi::chain
