#pragma once
// Where a world keeps what.

#include <filesystem>
#include <string>

namespace archi::node {

/// Paths inside a world's folder. Everything there can be copied and opened again elsewhere.
struct Layout {
    std::filesystem::path root;

    [[nodiscard]] std::filesystem::path world_file() const { return root / "world.toml"; }
    [[nodiscard]] std::filesystem::path lock_file() const { return root / "lock"; }
    [[nodiscard]] std::filesystem::path chains() const { return root / "chains"; }
    [[nodiscard]] std::filesystem::path chain(const std::string& name) const
    {
        return chains() / name;
    }
    [[nodiscard]] std::filesystem::path chain_file(const std::string& name) const
    {
        return chain(name) / "chain.toml";
    }
    [[nodiscard]] std::filesystem::path trash() const { return root / "trash"; }
    [[nodiscard]] std::filesystem::path log_file() const
    {
        return root / "logs" / "archipelago.log";
    }
    /// In the world's folder, or, where that path is too long for a socket, in the user's run-time
    /// folder under a name made from it.
    [[nodiscard]] std::filesystem::path admin_socket() const;
};

}  // namespace archi::node
