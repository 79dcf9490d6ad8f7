#pragma once
// World from the inside: one change at a time, and the news of it.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "net/pool.hpp"
#include "node/admin.hpp"
#include "node/layout.hpp"
#include "node/lock.hpp"
#include "node/mainland.hpp"
#include "node/roster.hpp"
#include "node/world.hpp"
#include "node/world_file.hpp"

namespace archi::node {

class World::Implementation {
public:
    Implementation(Layout layout, WorldLock lock, WorldFile file);
    ~Implementation();
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    [[nodiscard]] Result<void> load();

    [[nodiscard]] Result<chain::Config> create_chain(const ChainRequest& request,
                                                     const Progress& progress);
    [[nodiscard]] Result<void> start_chain(const std::string& name, const Progress& progress);
    [[nodiscard]] Result<void> stop_chain(const std::string& name);
    [[nodiscard]] Result<void> restart_chain(const std::string& name, const Progress& progress);
    [[nodiscard]] Result<void> delete_chain(const std::string& name);
    [[nodiscard]] Result<void> export_chain(const std::string& name,
                                            const std::filesystem::path& file,
                                            const Progress& progress);
    [[nodiscard]] Result<chain::Config> import_chain(const std::filesystem::path& file,
                                                     const std::optional<std::string>& new_name,
                                                     const Progress& progress);
    [[nodiscard]] Result<chain::ReplayReport> check_chain(const std::string& name,
                                                          const Progress& progress);
    [[nodiscard]] Result<WitnessReport> write_witness(const std::string& name,
                                                      std::optional<std::uint64_t> batch,
                                                      const std::filesystem::path& file);
    [[nodiscard]] Result<BatchList> batches(const std::string& name, std::uint64_t count);
    [[nodiscard]] Result<Hash> send(const SendRequest& request);
    [[nodiscard]] Result<std::vector<bridge::Transfer>> transfers(std::size_t limit) const
    {
        return mainland_.transfers(limit);
    }
    [[nodiscard]] Result<bridge::Transfer> transfer(const Hash& id) const
    {
        return mainland_.transfer(id);
    }
    [[nodiscard]] Result<std::shared_ptr<chain::Chain>> open_chain(const std::string& name);
    void start_all(const Progress& progress);
    void stop_all();

    [[nodiscard]] std::shared_ptr<Member> find(const std::string& name) const
    {
        return roster_.find(name);
    }
    [[nodiscard]] WorldSnapshot snapshot() const;
    [[nodiscard]] std::uint64_t subscribe(Listener listener);
    void unsubscribe(std::uint64_t id);
    [[nodiscard]] Result<void> serve_admin(World& world,
                                           const std::function<void()>& on_shutdown_request);

    [[nodiscard]] const Layout& layout() const { return layout_; }

private:
    [[nodiscard]] Result<std::uint64_t> chain_called(const std::string& name) const;
    [[nodiscard]] MemberEvents events();
    /// Makes `l1` the world's L1 where it has none. Errors: kInvalidArgument if it has another.
    [[nodiscard]] Result<void> settle_on(const std::string& l1);
    [[nodiscard]] Result<void> take_in(const chain::Config& config,
                                       const std::filesystem::path& draft);
    [[nodiscard]] Result<void> start(Member& member, const Progress& progress);
    [[nodiscard]] Result<void> remember(const std::string& name, bool stopped);
    void changed();

    const Layout layout_;
    const WorldLock lock_;
    WorldFile file_;
    net::Pool pool_;
    std::mutex operation_;  ///< one change of the world at a time

    std::mutex listeners_mutex_;
    std::map<std::uint64_t, Listener> listeners_;
    std::uint64_t last_listener_ = 0;

    Roster roster_;
    Mainland mainland_;
    std::unique_ptr<AdminServer> admin_;
};

}  // namespace archi::node
