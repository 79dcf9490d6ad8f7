#include "node/mainland.hpp"

#include <system_error>

#include "base/file.hpp"
#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "node/placement.hpp"
#include "node/world.hpp"
#include "node/world_file.hpp"

namespace archi::node {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMainlandGasLimit = 60'000'000;
/// What a test account has on chains that settle on a local L1 elsewhere: its own accounts pay for
/// it.
const u256& borrowed_balance()
{
    static const u256 balance = u256{100} * u256{1'000'000'000'000'000'000};
    return balance;
}

/// As long as a batch may be open.
constexpr std::uint64_t kEpochSeconds = 10;

chain::Config mainland_config(const settlement::Keys& keys, std::uint16_t port)
{
    chain::Config config;
    config.name = kMainland;
    config.role = chain::Role::kMainland;
    config.chain_id = kMainlandChainId;
    config.block_time = chain::milliseconds(1000);
    config.block_gas_limit = kMainlandGasLimit;
    config.fee_collector = test_accounts().back().address;
    config.rpc_port = port;
    for (const auto& account : test_accounts())
        config.genesis.emplace_back(account.address, test_balance());
    for (const auto& address : settlement::addresses_of(keys))
        config.genesis.emplace_back(address, test_balance());
    // The owner deposits what the geneses of chains give away.
    constexpr std::uint64_t kChains = 100'000;
    config.genesis[test_accounts().size()].second = test_balance() * u256{kChains};
    return config;
}

}  // namespace

Result<void> Mainland::make(const settlement::Keys& keys)
{
    std::error_code error;
    fs::create_directories(layout_.l1(), error);
    if (error)
        return std::unexpected(system_error("cannot make " + layout_.l1().string(), error.value()));
    if (l1_ != kEmbeddedL1 || fs::exists(layout_.chain_file(kMainland), error)) return {};
    const auto port = free_port("127.0.0.1", roster_.rpc_ports(), kMainlandPort);
    if (!port) return std::unexpected(port.error());
    const auto config = mainland_config(keys, *port);
    if (auto saved = chain::save_config(layout_.chain_file(kMainland), config); !saved)
        return saved;
    roster_.add(config);
    return {};
}

Result<void> Mainland::open(const std::string& l1)
{
    const std::lock_guard lock(mutex_);
    l1_ = l1;
    if (l1 == kNoL1) return {};
    const auto keys = settlement::load_or_make_keys(layout_.operator_keys());
    if (!keys) return std::unexpected(keys.error());
    if (auto made = make(*keys); !made) return made;
    std::string url = l1;
    if (l1 == kEmbeddedL1) {
        const auto member = roster_.find(kMainland);
        if (!member) return {};  // its chain.toml cannot be used, which its snapshot tells
        url = member->snapshot().rpc_url;
    }
    operator_ = std::make_unique<settlement::Operator>(
        settlement::Options{
            .url = std::move(url), .folder = layout_.l1(), .keys = *keys, .backs_geneses = true},
        settlement::Hooks{.chains = [this] { return settling(); }, .on_change = on_change_});
    bridge_ = std::make_shared<bridge::Bridge>(
        bridge::Options{.file = layout_.l1() / "transfers.db", .claimant = keys->owner},
        bridge::Hooks{.chains = [this] { return settling(); },
                      .mainland = [this] { return harbour(); },
                      .on_change = on_change_});
    return {};
}

std::vector<std::shared_ptr<chain::Chain>> Mainland::settling() const
{
    std::vector<std::shared_ptr<chain::Chain>> chains;
    for (const auto& member : roster_.all())
        if (member->config().settlement.chain_id != 0)
            if (auto chain = member->chain()) chains.push_back(std::move(chain));
    return chains;
}

Result<chain::SettlementConfig> Mainland::settlement() const
{
    const auto keys = settlement::load_or_make_keys(layout_.operator_keys());
    if (!keys) return std::unexpected(keys.error());
    auto id = kMainlandChainId;
    if (!is_embedded()) {
        auto client = l1::Client::create(url());
        if (!client) return std::unexpected(client.error());
        const auto found = client->chain_id();
        if (!found) return failure("the L1 at " + url() + " does not answer", found.error());
        id = *found;
    }
    // One operator's chains are a group: its owner's address names it.
    const auto owner = settlement::addresses_of(*keys).front();
    return chain::SettlementConfig{.chain_id = id,
                                   .base_token = l1::ether_asset_id(id),
                                   .group = keccak256(owner.bytes),
                                   .epoch_seconds = kEpochSeconds};
}

void Mainland::set_allowance(chain::Config& config) const
{
    if (is_embedded()) return;
    if (!settlement::is_local(config.settlement.chain_id)) {
        config.genesis.clear();
        return;
    }
    for (auto& [address, balance] : config.genesis)
        balance = std::min(balance, borrowed_balance());
}

Result<std::vector<settlement::Sent>> Mainland::steps(const settlement::Part& part) const
{
    const std::lock_guard lock(mutex_);
    if (!operator_) return std::vector<settlement::Sent>{};
    return operator_->steps(part);
}

bool Mainland::is_there() const
{
    const std::lock_guard lock(mutex_);
    return l1_ != kNoL1;
}

bool Mainland::is_embedded() const
{
    const std::lock_guard lock(mutex_);
    return l1_ == kEmbeddedL1;
}

std::string Mainland::url() const
{
    const auto member = is_embedded() ? roster_.find(kMainland) : nullptr;
    if (member) return member->snapshot().rpc_url;
    const std::lock_guard lock(mutex_);
    return l1_ == kEmbeddedL1 ? "" : l1_;
}

Result<void> Mainland::start(const Progress& progress)
{
    if (is_embedded()) {
        const auto member = roster_.find(kMainland);
        if (!member) return std::unexpected(roster_.absent(kMainland));
        if (auto started = member->start(progress); !started) return started;
    }
    const std::lock_guard lock(mutex_);
    if (operator_) operator_->start();
    if (bridge_) bridge_->start();
    return {};
}

void Mainland::wake()
{
    const std::lock_guard lock(mutex_);
    if (operator_) operator_->wake();
}

void Mainland::stop_operator()
{
    // Without the lock: it asks for the harbour.
    if (const auto bridge = this->bridge()) (*bridge)->stop();
    const std::lock_guard lock(mutex_);
    if (operator_) operator_->stop();
}

std::optional<bridge::Mainland> Mainland::harbour() const
{
    const auto where = url();
    const std::lock_guard lock(mutex_);
    const auto harbour = operator_ ? operator_->harbour() : std::nullopt;
    if (!harbour) return std::nullopt;
    return bridge::Mainland{
        .url = where, .chain_id = harbour->chain_id, .contracts = harbour->contracts};
}

Result<std::shared_ptr<bridge::Bridge>> Mainland::bridge() const
{
    const std::lock_guard lock(mutex_);
    if (!bridge_)
        return failure(ErrorCode::kUnavailable,
                       "this world has no L1, and so no bridges; make a chain with --l1");
    return bridge_;
}

Result<Hash> Mainland::send(const bridge::Sending& sending) const
{
    const auto bridge = this->bridge();
    if (!bridge) return std::unexpected(bridge.error());
    return (*bridge)->send(sending);
}

Result<std::vector<bridge::Transfer>> Mainland::transfers(std::size_t limit) const
{
    const auto bridge = this->bridge();
    if (!bridge) return std::vector<bridge::Transfer>{};
    return (*bridge)->transfers(limit);
}

Result<bridge::Transfer> Mainland::transfer(const Hash& id) const
{
    const auto bridge = this->bridge();
    if (!bridge) return std::unexpected(bridge.error());
    auto found = (*bridge)->transfer(id);
    if (!found) return std::unexpected(found.error());
    if (!*found) return failure(ErrorCode::kNotFound, "no transfer " + hex::encode(id));
    return std::move(**found);
}

void Mainland::stop()
{
    stop_operator();
    if (const auto member = roster_.find(kMainland)) member->stop();
}

std::optional<MainlandSnapshot> Mainland::snapshot() const
{
    if (!is_there()) return std::nullopt;
    MainlandSnapshot snapshot{.url = url(), .is_embedded = is_embedded()};
    if (const auto member = roster_.find(kMainland)) {
        snapshot.chain = member->snapshot();
        snapshot.chain_id = snapshot.chain->chain_id;
    }
    const std::lock_guard lock(mutex_);
    if (!operator_) return snapshot;
    snapshot.settling = operator_->state();
    if (const auto harbour = operator_->harbour()) {
        snapshot.chain_id = harbour->chain_id;
        snapshot.bridgehub = harbour->contracts.bridgehub;
    }
    return snapshot;
}

}  // namespace archi::node
