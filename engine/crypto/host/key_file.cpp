// Key files: written whole and durable or not at all, readable by their owner alone.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "crypto/host/keystore.hpp"

namespace archi::crypto {

namespace {

/// A file descriptor, closed when it goes.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

std::unexpected<Error> system_failure(std::string_view what, const std::filesystem::path& path,
                                      int number)
{
    auto code = ErrorCode::kInternal;
    switch (number) {
        case ENOENT:
        case ENOTDIR:
            code = ErrorCode::kNotFound;
            break;
        case EEXIST:
            code = ErrorCode::kAlreadyExists;
            break;
        case EACCES:
        case EPERM:
        case ELOOP:
        case EROFS:
            code = ErrorCode::kPermission;
            break;
        case ENOSPC:
        case EDQUOT:
            code = ErrorCode::kNoSpace;
            break;
        default:
            break;
    }
    return failure(code, std::string(what) + " " + path.string() + ": " + std::strerror(number) +
                             ".");  // NOLINT(concurrency-mt-unsafe)
}

/// Zero, or the error number.
int write_durably(int descriptor, bytes_view rest)
{
    while (!rest.empty()) {
        const auto written = ::write(descriptor, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        rest = rest.subspan(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

Result<void> write_key_file(const std::filesystem::path& path, bytes_view sealed)
{
    constexpr std::string_view kWhat = "Cannot write the key file";
    auto temporary = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));  // creates with mode 0600
    if (file.number() < 0) return system_failure(kWhat, path, errno);
    auto error = write_durably(file.number(), sealed);
    // link() rather than rename(): it refuses to replace what is there.
    if (error == 0 && ::link(temporary.c_str(), path.c_str()) != 0) error = errno;
    ::unlink(temporary.c_str());
    if (error != 0) return system_failure(kWhat, path, error);

    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.number() < 0 || ::fsync(directory.number()) != 0)
        return system_failure(kWhat, path, errno);
    return {};
}

Result<Bytes> read_key_file(const std::filesystem::path& path)
{
    constexpr std::string_view kWhat = "Cannot read the key file";
    // O_NONBLOCK: a pipe in its place must not block.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) return system_failure(kWhat, path, errno);
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0) return system_failure(kWhat, path, errno);
    if (!S_ISREG(status.st_mode) || static_cast<std::uintmax_t>(status.st_size) > kMaxSealedSize)
        return failure(ErrorCode::kCorrupt, path.string() + " is not a key file.");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return failure(ErrorCode::kPermission, "Others than its owner may use the key file " +
                                                   path.string() + "; run chmod 600 on it.");
    Bytes contents(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < contents.size()) {
        const auto count = ::read(file.number(), &contents[filled], contents.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return system_failure(kWhat, path, errno);
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    contents.resize(filled);
    return contents;
}

}  // namespace archi::crypto
