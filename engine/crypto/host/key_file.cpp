// Key files: written whole and durable or not at all, readable by their owner alone.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.hpp"
#include "crypto/host/keystore.hpp"

namespace archi::crypto {

namespace {

std::unexpected<Error> failed(const char* what, const std::filesystem::path& path, int number)
{
    return std::unexpected(system_error(std::string(what) + " " + path.string(), number));
}

}  // namespace

Result<void> write_key_file(const std::filesystem::path& path, bytes_view sealed)
{
    constexpr auto* kWhat = "Cannot write the key file";
    auto temporary = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));  // creates with mode 0600
    if (file.number() < 0) return failed(kWhat, path, errno);
    auto error = write_all(file.number(), sealed);
    if (error == 0 && ::fsync(file.number()) != 0) error = errno;
    // link() rather than rename(): it refuses to replace what is there.
    if (error == 0 && ::link(temporary.c_str(), path.c_str()) != 0) error = errno;
    ::unlink(temporary.c_str());
    if (error != 0) return failed(kWhat, path, error);

    if (error = sync_folder(path.parent_path()); error != 0) return failed(kWhat, path, error);
    return {};
}

Result<Bytes> read_key_file(const std::filesystem::path& path)
{
    constexpr auto* kWhat = "Cannot read the key file";
    // O_NONBLOCK: a pipe in its place must not block.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) return failed(kWhat, path, errno);
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0) return failed(kWhat, path, errno);
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
        if (count < 0) return failed(kWhat, path, errno);
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    contents.resize(filled);
    return contents;
}

}  // namespace archi::crypto
