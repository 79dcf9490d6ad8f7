#pragma once
// An archipelago: a folder with chains that one process runs.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "chain/chain.hpp"
#include "node/snapshot.hpp"

namespace archi::node {

/// $XDG_DATA_HOME/archipelago/default, or ~/.local/share/archipelago/default.
[[nodiscard]] std::filesystem::path default_world_path();

/// Tells what long work is doing: "creating chain tortuga", stage by stage.
using Progress = std::function<void(const std::string& stage)>;

struct ChainRequest {
    std::string name;
    std::optional<std::uint64_t> chain_id;  ///< chosen if absent
    std::optional<chain::milliseconds> block_time;
    chain::DataMode data_mode = chain::DataMode::kRollup;
    std::optional<std::uint16_t> rpc_port;  ///< chosen if absent
};

class World {
public:
    /// Makes an empty world. kAlreadyExists if the folder holds one; kInvalidArgument if it holds
    /// anything else.
    [[nodiscard]] static Result<void> create(const std::filesystem::path& folder);
    [[nodiscard]] static bool exists(const std::filesystem::path& folder);
    /// Locks and opens. kBusy names the process that has it open. Starts nothing.
    [[nodiscard]] static Result<std::unique_ptr<World>> open(const std::filesystem::path& folder);
    /// Stops every chain and the admin socket.
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const;

    // Chains. Blocking calls; each is safe to interrupt and repeat. Thread-safe.
    [[nodiscard]] Result<chain::Config> create_chain(const ChainRequest& request,
                                                     const Progress& progress = {});
    [[nodiscard]] Result<void> start_chain(const std::string& name, const Progress& progress = {});
    [[nodiscard]] Result<void> stop_chain(const std::string& name);
    [[nodiscard]] Result<void> restart_chain(const std::string& name, const Progress& progress = {});
    /// Moves the chain's folder to the world's trash.
    [[nodiscard]] Result<void> delete_chain(const std::string& name);
    /// One file: chain.toml and the databases, consistent even while the chain runs. No keys.
    [[nodiscard]] Result<void> export_chain(const std::string& name, const std::filesystem::path& file,
                                            const Progress& progress = {});
    [[nodiscard]] Result<chain::Config> import_chain(const std::filesystem::path& file,
                                                     const std::optional<std::string>& new_name = {},
                                                     const Progress& progress = {});
    /// Starts every chain that was running when the world was last open, or all of them.
    [[nodiscard]] Result<void> start_all(const Progress& progress = {});
    void stop_all();

    /// The open chain, running or stopped; null if it could not be opened or does not exist.
    [[nodiscard]] std::shared_ptr<chain::Chain> chain(const std::string& name) const;
    [[nodiscard]] WorldSnapshot snapshot() const;

    /// Called from engine threads after anything changed that a snapshot shows, and for each block;
    /// must return at once. One listener a subscription.
    struct Listener {
        std::function<void()> on_change;
        std::function<void(const std::string& chain, const chain::Block&)> on_block;
    };
    [[nodiscard]] std::uint64_t subscribe(Listener listener);
    void unsubscribe(std::uint64_t id);

    /// Serves other processes over the world's admin socket (`status`, `down`, `chain …`).
    [[nodiscard]] Result<void> serve_admin(std::function<void()> on_shutdown_request);

private:
    class Implementation;
    explicit World(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

/// alice … judy: the ten accounts of the well-known test mnemonic.
[[nodiscard]] const std::vector<TestAccount>& test_accounts();

}  // namespace archi::node
