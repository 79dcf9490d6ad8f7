#pragma once
// Where a world keeps what.

#include <filesystem>
#include <string>

namespace archi::node {

/// The name of a world's own L1. No island can have it.
inline constexpr const char* kMainland = "mainland";

/// Paths inside a world's folder. Everything there can be copied and opened again elsewhere.
struct Layout {
    std::filesystem::path root;

    [[nodiscard]] std::filesystem::path world_file() const { return root / "world.toml"; }
    [[nodiscard]] std::filesystem::path lock_file() const { return root / "lock"; }
    [[nodiscard]] std::filesystem::path chains() const { return root / "chains"; }
    /// Where the L1 is, or what is known of it.
    [[nodiscard]] std::filesystem::path l1() const { return root / "l1"; }
    [[nodiscard]] std::filesystem::path harbour_file() const { return l1() / "harbour.toml"; }
    [[nodiscard]] std::filesystem::path operator_keys() const { return root / "keys" / "operator"; }
    [[nodiscard]] std::filesystem::path chain(const std::string& name) const
    {
        return name == kMainland ? l1() : chains() / name;
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
