#pragma once
// An archipelago: a folder with chains that one process runs.

#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "chain/chain.hpp"
#include "node/control.hpp"
#include "node/snapshot.hpp"

namespace archi::node {

/// $XDG_DATA_HOME/archipelago/default, or ~/.local/share/archipelago/default.
[[nodiscard]] std::filesystem::path default_world_path();

class World final : public Control {
public:
    /// Makes an empty world whose chains settle on `l1` (world_file.hpp). kAlreadyExists if the
    /// folder holds one; kInvalidArgument if it holds anything else.
    [[nodiscard]] static Result<void> create(const std::filesystem::path& folder,
                                             const std::string& l1 = "none");
    [[nodiscard]] static bool exists(const std::filesystem::path& folder);
    /// Locks and opens. kBusy names the process that has it open. Starts nothing.
    [[nodiscard]] static Result<std::unique_ptr<World>> open(const std::filesystem::path& folder);
    /// Keeps a copy of a damaged world.toml as world.toml.damaged and writes a fresh one, which
    /// has forgotten which chains were stopped, and the URL of an L1 that is not the world's own.
    /// kBusy if a process has the world open.
    [[nodiscard]] static Result<void> renew_world_file(const std::filesystem::path& folder);
    /// Stops every chain and the admin socket.
    ~World() override;
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const;

    [[nodiscard]] Result<WorldSnapshot> status() override { return snapshot(); }
    [[nodiscard]] Result<chain::Config> create_chain(const ChainRequest& request,
                                                     const Progress& progress = {}) override;
    [[nodiscard]] Result<void> start_chain(const std::string& name,
                                           const Progress& progress = {}) override;
    [[nodiscard]] Result<void> stop_chain(const std::string& name) override;
    [[nodiscard]] Result<void> restart_chain(const std::string& name,
                                             const Progress& progress = {}) override;
    [[nodiscard]] Result<void> delete_chain(const std::string& name) override;
    [[nodiscard]] Result<void> export_chain(const std::string& name,
                                            const std::filesystem::path& file,
                                            const Progress& progress = {}) override;
    [[nodiscard]] Result<chain::Config> import_chain(const std::filesystem::path& file,
                                                     const std::optional<std::string>& new_name,
                                                     const Progress& progress = {}) override;
    [[nodiscard]] Result<chain::ReplayReport> check_chain(const std::string& name,
                                                          const Progress& progress = {}) override;
    [[nodiscard]] Result<WitnessReport> write_witness(const std::string& name,
                                                      std::optional<std::uint64_t> batch,
                                                      const std::filesystem::path& file) override;

    [[nodiscard]] Result<BatchList> batches(const std::string& name, std::uint64_t count) override;
    [[nodiscard]] Result<Hash> send(const SendRequest& request) override;
    [[nodiscard]] Result<std::vector<bridge::Transfer>> transfers(std::size_t limit) override;
    [[nodiscard]] Result<bridge::Transfer> transfer(const Hash& id) override;

    /// Starts the mainland and every chain that the user did not stop. One that fails keeps its
    /// cause in its state and does not hold up the others.
    void start_all(const Progress& progress = {});
    /// Stops every chain; the next start_all starts the same ones again.
    void stop_all();

    /// The chain, opened for reading if it is not open yet; starts nothing.
    /// Errors: kNotFound; as chain::Chain::open.
    [[nodiscard]] Result<std::shared_ptr<chain::Chain>> open_chain(const std::string& name);

    /// The chain, if it was started since the world was opened (it may be stopped by now); else
    /// null.
    [[nodiscard]] std::shared_ptr<chain::Chain> chain(const std::string& name) const;
    [[nodiscard]] WorldSnapshot snapshot() const;

    /// Called from engine threads; must return at once and not call back.
    struct Listener {
        std::function<void()> on_change;  ///< something that a snapshot shows
        std::function<void(const std::string& chain, const chain::Block& block)> on_block;
    };
    [[nodiscard]] std::uint64_t subscribe(Listener listener);
    void unsubscribe(std::uint64_t id);

    /// Serves other processes over the world's admin socket. `on_shutdown_request` is called, on a
    /// thread of the pool, when one of them asks this one to end.
    [[nodiscard]] Result<void> serve_admin(const std::function<void()>& on_shutdown_request);

private:
    class Implementation;
    explicit World(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

/// The ten accounts of the well-known test mnemonic, alice to judy.
[[nodiscard]] const std::vector<TestAccount>& test_accounts();

}  // namespace archi::node
