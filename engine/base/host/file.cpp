#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace archi {
namespace {

ErrorCode code_of(int number)
{
    switch (number) {
        case ENOENT:
        case ENOTDIR:
            return ErrorCode::kNotFound;
        case EEXIST:
            return ErrorCode::kAlreadyExists;
        case EACCES:
        case EPERM:
        case ELOOP:
        case EROFS:
            return ErrorCode::kPermission;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return ErrorCode::kNoSpace;
        default:
            return ErrorCode::kInternal;
    }
}

int write_synced(const std::filesystem::path& file, bytes_view content, mode_t mode)
{
    const Descriptor descriptor(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
    if (descriptor.number() < 0) return errno;
    if (const int number = write_all(descriptor.number(), content); number != 0) return number;
    return ::fsync(descriptor.number()) == 0 ? 0 : errno;
}

}  // namespace

Error system_error(std::string what, int number)
{
    return {code_of(number), std::move(what) + ": " + std::generic_category().message(number)};
}

Descriptor::~Descriptor()
{
    if (number_ >= 0) ::close(number_);
}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    std::swap(number_, other.number_);
    return *this;
}

int write_all(int descriptor, bytes_view content)
{
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno != EINTR) return errno;
        if (written > 0) content = content.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

int sync_folder(const std::filesystem::path& folder)
{
    const auto& named = folder.empty() ? std::filesystem::path(".") : folder;
    const Descriptor descriptor(::open(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return descriptor.number() >= 0 && ::fsync(descriptor.number()) == 0 ? 0 : errno;
}

Result<std::string> read_file(const std::filesystem::path& file, std::size_t most)
{
    const auto failed = [&](int number) {
        return std::unexpected(system_error("cannot read " + file.string(), number));
    };
    // O_NONBLOCK: a pipe in the file's place must not block.
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (descriptor.number() < 0) return failed(errno);
    struct stat status = {};
    if (::fstat(descriptor.number(), &status) != 0) return failed(errno);
    if (S_ISDIR(status.st_mode))
        return failure(ErrorCode::kInvalidArgument, file.string() + " is a folder, not a file");

    constexpr std::size_t kPiece = std::size_t{64} << 10U;
    std::string content;
    for (;;) {
        const auto before = content.size();
        content.resize(before + std::min(kPiece, most + 1 - before));
        const auto count = ::read(descriptor.number(), &content[before], content.size() - before);
        if (count < 0 && errno != EINTR) return failed(errno);
        content.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count == 0) return content;
        if (content.size() > most)
            return failure(ErrorCode::kLimitExceeded,
                           file.string() + " is larger than " + std::to_string(most) + " bytes");
    }
}

Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view content,
                                   Readers readers)
{
    return write_file_atomically(file, bytes_of(content), readers);
}

Result<void> write_file_atomically(const std::filesystem::path& file, bytes_view content,
                                   Readers readers)
{
    auto temporary = file;
    temporary += ".new";
    const mode_t mode = readers == Readers::kOwner ? 0600 : 0644;
    int number = write_synced(temporary, content, mode);
    if (number == 0 && ::rename(temporary.c_str(), file.c_str()) != 0) number = errno;
    if (number != 0) {
        ::unlink(temporary.c_str());
        return std::unexpected(system_error("cannot write " + file.string(), number));
    }
    // Some file systems cannot sync a folder; the new file is there all the same.
    static_cast<void>(sync_folder(file.parent_path()));
    return {};
}

}  // namespace archi
