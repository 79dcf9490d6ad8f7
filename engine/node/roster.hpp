#pragma once
// The chains of a world, by name: those that can be used, and why the others cannot.

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "net/pool.hpp"
#include "node/layout.hpp"
#include "node/member.hpp"
#include "node/snapshot.hpp"

namespace archi::node {

/// `name` with '?' for whatever a terminal or a log might misread.
[[nodiscard]] std::string printable(std::string name);

/// Thread-safe, but for load().
class Roster {
public:
    /// `events` is given to each member.
    Roster(net::Pool& pool, Layout layout, MemberEvents events)
        : pool_(pool), layout_(std::move(layout)), events_(std::move(events))
    {
    }

    /// Reads every chain.toml once; removes drafts. A chain.toml that cannot be used is no error:
    /// its chain is shown as failed.
    [[nodiscard]] Result<void> load();

    /// Takes the place of a member of the same name.
    std::shared_ptr<Member> add(const chain::Config& config);
    void remove(const std::string& name);

    /// Null if there is none that can be used.
    [[nodiscard]] std::shared_ptr<Member> find(const std::string& name) const;
    [[nodiscard]] std::vector<std::shared_ptr<Member>> all() const;
    /// Why find() gave null.
    [[nodiscard]] Error absent(const std::string& name) const;

    /// True if a new chain cannot have this name.
    [[nodiscard]] bool is_taken(const std::string& name) const;
    [[nodiscard]] std::set<std::uint64_t> chain_ids() const;
    [[nodiscard]] std::set<std::uint16_t> rpc_ports() const;

    /// By name, without the mainland unless its chain.toml cannot be used.
    [[nodiscard]] std::vector<ChainSnapshot> snapshots() const;

private:
    net::Pool& pool_;
    const Layout layout_;
    const MemberEvents events_;
    std::map<std::string, Error> broken_;  ///< folders whose chain.toml cannot be used

    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<Member>> members_;
};

}  // namespace archi::node
