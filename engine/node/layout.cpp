#include "node/layout.hpp"

#include <cstdlib>

#include "base/blake3.hpp"
#include "base/hex.hpp"
#include "node/world.hpp"

namespace archi::node {
namespace {

// sun_path of Linux holds 108 bytes with the final zero.
constexpr std::size_t kLongestSocketPath = 107;

std::filesystem::path from_environment(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? std::filesystem::path(value) : std::filesystem::path();
}

}  // namespace

std::filesystem::path Layout::admin_socket() const
{
    auto inside = root / "admin.sock";
    if (inside.native().size() <= kLongestSocketPath) return inside;
    const auto& name = root.native();
    const auto digest = blake3(bytes_of(name));
    auto folder = from_environment("XDG_RUNTIME_DIR");
    if (folder.empty()) folder = std::filesystem::temp_directory_path();
    return folder / ("archipelago-" + hex::encode_plain(bytes_view(digest).first(8)) + ".sock");
}

std::filesystem::path default_world_path()
{
    auto data = from_environment("XDG_DATA_HOME");
    if (data.empty()) {
        auto home = from_environment("HOME");
        if (home.empty()) home = "/";
        data = home / ".local" / "share";
    }
    return data / "archipelago" / "default";
}

}  // namespace archi::node
