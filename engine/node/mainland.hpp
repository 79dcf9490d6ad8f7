#pragma once
// Where a world's chains settle: its own L1, or another one.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "bridge/bridge.hpp"
#include "node/control.hpp"
#include "node/layout.hpp"
#include "node/roster.hpp"
#include "node/snapshot.hpp"
#include "operator/operator.hpp"

namespace archi::node {

inline constexpr std::uint64_t kMainlandChainId = 31'337;  ///< as anvil's and hardhat's
inline constexpr std::uint16_t kMainlandPort = 8545;       ///< as Ethereum's nodes

/// Thread-safe, but for open().
class Mainland {
public:
    Mainland(Layout layout, Roster& roster, std::function<void()> on_change)
        : layout_(std::move(layout)), roster_(roster), on_change_(std::move(on_change))
    {
    }

    /// `l1` as in WorldFile. Makes the operator's keys and an embedded L1's chain.toml where they
    /// are missing. Errors: those of the system, kBusy without a free port.
    [[nodiscard]] Result<void> open(const std::string& l1);
    /// How a new chain settles here; asks another L1 for its chain id once. Errors: kUnavailable.
    [[nodiscard]] Result<chain::SettlementConfig> settlement() const;
    /// Lets the genesis of a new chain that settles give away no more than can be paid for on its
    /// L1: nothing on a real one.
    void set_allowance(chain::Config& config) const;
    [[nodiscard]] bool is_there() const;
    [[nodiscard]] bool is_embedded() const;
    [[nodiscard]] std::string url() const;

    /// An embedded L1 first, then the operator. Idempotent. Errors: as Member::start.
    [[nodiscard]] Result<void> start(const Progress& progress);
    /// The operator goes on to the next chains, batches or L1.
    void wake();
    /// Transactions that moved a chain's batch. Empty where nothing settles.
    [[nodiscard]] Result<std::vector<settlement::Sent>> steps(const settlement::Part& part) const;
    /// As bridge::Bridge. kUnavailable where nothing settles.
    [[nodiscard]] Result<Hash> send(const bridge::Sending& sending) const;
    [[nodiscard]] Result<std::vector<bridge::Transfer>> transfers(std::size_t limit) const;
    [[nodiscard]] Result<bridge::Transfer> transfer(const Hash& id) const;
    /// The operator and the bridge, or what is left too.
    void stop_operator();
    void stop();

    [[nodiscard]] std::optional<MainlandSnapshot> snapshot() const;

private:
    [[nodiscard]] Result<void> make(const settlement::Keys& keys);
    [[nodiscard]] std::vector<std::shared_ptr<chain::Chain>> settling() const;
    [[nodiscard]] std::optional<bridge::Mainland> harbour() const;
    [[nodiscard]] Result<std::shared_ptr<bridge::Bridge>> bridge() const;

    const Layout layout_;
    Roster& roster_;
    const std::function<void()> on_change_;

    mutable std::mutex mutex_;  ///< guards what follows
    std::string l1_ = "none";
    std::unique_ptr<settlement::Operator> operator_;
    std::shared_ptr<bridge::Bridge> bridge_;
};

}  // namespace archi::node
