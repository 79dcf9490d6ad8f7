#include "chain/execution_mark.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/file.hpp"

namespace archi::chain {

Result<ExecutionMark> ExecutionMark::open(const std::filesystem::path& folder)
{
    const auto file = folder / kFileName;
    const auto failed = [&](int number) {
        return std::unexpected(system_error("cannot use " + file.string(), number));
    };
    const Descriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (descriptor.number() < 0) return failed(errno);
    // Space is taken now: a hole in the file would fault when the disk is full.
    const int number = ::posix_fallocate(descriptor.number(), 0, sizeof(Content));
    if (number != 0) return failed(number);
    void* memory = ::mmap(nullptr, sizeof(Content), PROT_READ | PROT_WRITE, MAP_SHARED,
                          descriptor.number(), 0);
    if (memory == MAP_FAILED) return failed(errno);
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
