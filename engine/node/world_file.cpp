#include "node/world_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <toml++/toml.h>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace archi::node {
namespace {

constexpr std::uintmax_t kLargestFile = 1U << 20U;

std::unexpected<Error> corrupt(const std::filesystem::path& file, const std::string& what)
{
    return failure(ErrorCode::kCorrupt, file.string() + ": " + what);
}

}  // namespace

Result<WorldFile> load_world_file(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return failure(ErrorCode::kNotFound, "there is no world in " + file.parent_path().string() +
                                                 "; make one with 'archipelago init'");
    }
    if (size > kLargestFile) return corrupt(file, "larger than a world file can be");

    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& fault) {
        std::ostringstream where;
        where << "line " << fault.source().begin.line << ": " << fault.description();
        return corrupt(file, where.str());
    }

    WorldFile world;
    for (const auto& [key, value] : table) {
        if (key == "format") {
            const auto format = value.value<std::int64_t>();
            if (!format || *format < 1) return corrupt(file, "'format' must be a positive number");
            if (*format > kWorldFormat) {
                return failure(ErrorCode::kUnsupported,
                               file.string() + ": written by a newer Archipelago (format " +
                                   std::to_string(*format) + "); please update");
            }
        } else if (key == "stopped") {
            const auto* names = value.as_array();
            if (names == nullptr) return corrupt(file, "'stopped' must be a list of chain names");
            for (const auto& name : *names) {
                const auto text = name.value<std::string>();
                if (!text) return corrupt(file, "'stopped' must be a list of chain names");
                world.stopped.insert(*text);
            }
        } else {
            return corrupt(file, "unknown key '" + std::string(key.str()) + "'");
        }
    }
    if (!table.contains("format")) return corrupt(file, "'format' is missing");
    return world;
}

Result<void> save_world_file(const std::filesystem::path& file, const WorldFile& world)
{
    toml::array stopped;
    for (const auto& name : world.stopped)
        stopped.push_back(name);
    std::ostringstream text;
    text << "# An archipelago. Chains are in chains/, one folder each.\n"
         << toml::table{{"format", kWorldFormat}, {"stopped", stopped}} << '\n';
    const auto content = text.str();

    auto draft = file;
    draft += ".new";
    const int descriptor = open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool written = descriptor >= 0 && write(descriptor, content.data(), content.size()) ==
                                          static_cast<ssize_t>(content.size());
    written = written && fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0) close(descriptor);
    if (!written || std::rename(draft.c_str(), file.c_str()) != 0) {
        const int why = written ? errno : reason;
        return failure(why == ENOSPC ? ErrorCode::kNoSpace : ErrorCode::kPermission,
                       "cannot write " + file.string() + ": " + std::strerror(why));
    }
    return {};
}

}  // namespace archi::node
