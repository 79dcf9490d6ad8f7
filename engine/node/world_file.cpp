#include "node/world_file.hpp"

#include <toml++/toml.h>

#include <sstream>

#include "base/file.hpp"
#include "l1/client.hpp"

namespace archi::node {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20U;

std::unexpected<Error> corrupt(const std::filesystem::path& file, const std::string& what)
{
    return failure(ErrorCode::kCorrupt, file.string() + ": " + what);
}

}  // namespace

Result<void> validate_l1(const std::string& l1)
{
    if (l1 == kNoL1 || l1 == kEmbeddedL1) return {};
    if (const auto client = l1::Client::create(l1); !client)
        return failure("an L1 is \"embedded\", \"none\" or a URL", client.error());
    return {};
}

Result<WorldFile> load_world_file(const std::filesystem::path& file)
{
    const auto content = read_file(file, kLargestFile);
    if (!content) {
        switch (content.error().code) {
            case ErrorCode::kNotFound:
                return failure(ErrorCode::kNotFound, "there is no world in " +
                                                         file.parent_path().string() +
                                                         "; make one with 'archipelago init'");
            case ErrorCode::kLimitExceeded:
                return corrupt(file, "larger than a world file can be");
            default:
                return std::unexpected(content.error());
        }
    }

    toml::table table;
    try {
        table = toml::parse(*content);
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
        } else if (key == "l1") {
            const auto l1 = value.value<std::string>();
            if (!l1 || !validate_l1(*l1))
                return corrupt(file, "'l1' must be \"none\", \"embedded\" or a URL");
            world.l1 = *l1;
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
         << toml::table{{"format", kWorldFormat}, {"l1", world.l1}, {"stopped", stopped}} << '\n';
    return write_file_atomically(file, text.str(), Readers::kOwner);
}

}  // namespace archi::node
