#pragma once
// Files of host code: read within a bound, written whole or not at all.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace archi {

/// `what`, a colon and what the system says about `number`, an errno.
/// Codes: kNotFound, kAlreadyExists, kPermission, kNoSpace, else kInternal.
[[nodiscard]] Error system_error(std::string what, int number);

/// A file descriptor, closed when it goes. Negative: none.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;

    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

/// Writes all of `content`. Gives 0 or the errno that stopped it, perhaps in the middle.
[[nodiscard]] int write_all(int descriptor, bytes_view content);

/// Makes the names in `folder` durable. Gives 0 or the errno.
[[nodiscard]] int sync_folder(const std::filesystem::path& folder);

/// The whole file.
/// Errors: those of system_error; kInvalidArgument for a folder; kLimitExceeded beyond `most`
/// bytes, of which no more than one is read.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::size_t most);

/// Who may read a file; its owner alone writes it.
enum class Readers : std::uint8_t { kOwner, kEveryone };

/// Writes `<file>.new`, syncs it and renames it to `file`: whatever happens, readers see the whole
/// old file or the whole new one, and after success a power cut does not bring the old one back.
/// Errors: those of system_error; nothing is left behind.
[[nodiscard]] Result<void> write_file_atomically(const std::filesystem::path& file,
                                                 std::string_view content, Readers readers);
[[nodiscard]] Result<void> write_file_atomically(const std::filesystem::path& file,
                                                 bytes_view content, Readers readers);

}  // namespace archi
