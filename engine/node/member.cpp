#include "node/member.hpp"

#include <utility>

#include "base/log.hpp"
#include "chain/unix_time.hpp"

namespace archi::node {
namespace {

std::string url_of(const chain::Config& config)
{
    const bool ipv6 = config.rpc_host.find(':') != std::string::npos;
    return "http://" + (ipv6 ? "[" + config.rpc_host + "]" : config.rpc_host) + ":" +
           std::to_string(config.rpc_port);
}

}  // namespace

std::string cure_for(const Error& error)
{
    switch (error.code) {
        case ErrorCode::kBusy:
            return "Stop the program that uses the port, or give the chain another rpc.port in its "
                   "chain.toml.";
        case ErrorCode::kNoSpace:
            return "Free some disk space, then start the chain again.";
        case ErrorCode::kPermission:
            return "Give yourself read and write access to the world's folder, then start the "
                   "chain "
                   "again.";
        case ErrorCode::kCorrupt:
            return "Restore the chain's folder from a copy or import an export of the chain.";
        case ErrorCode::kInvalidArgument:
            return "Correct the chain's chain.toml, then start the chain again.";
        default:
            return "Read the log, then start the chain again.";
    }
}

Member::Member(net::Pool& pool, std::filesystem::path folder, chain::Config config,
               MemberEvents events)
    : pool_(pool),
      folder_(std::move(folder)),
      config_(std::move(config)),
      events_(std::move(events))
{
    own_state_.since_unix_ms = chain::unix_ms();
}

Member::~Member()
{
    stop();
    if (chain_) chain_->unsubscribe(subscription_);
}

void Member::enter(chain::Phase phase, std::string detail, std::string cure)
{
    {
        const std::lock_guard lock(mutex_);
        own_state_ = {phase, std::move(detail), std::move(cure), chain::unix_ms()};
    }
    events_.on_change();
}

Result<void> Member::fail(Error error, std::string cure)
{
    log::Logger("node", config_.name).error(describe(error));
    {
        const std::lock_guard lock(mutex_);
        failed_ = true;
    }
    enter(chain::Phase::kFailed, describe(error), std::move(cure));
    const std::lock_guard lock(mutex_);
    acting_ = false;
    return std::unexpected(std::move(error));
}

Result<std::shared_ptr<chain::Chain>> Member::open()
{
    const std::lock_guard opening(opening_);
    if (auto chain = this->chain()) return chain;
    auto opened = chain::Chain::open(folder_, config_);
    if (!opened) return std::unexpected(opened.error());
    std::shared_ptr<chain::Chain> chain = std::move(*opened);
    subscription_ = chain->subscribe({
        .on_block = [this](const chain::Block& block) { events_.on_block(config_.name, block); },
        .on_pending = [this](const Hash&) { events_.on_change(); },
        .on_batch = [this](const chain::BatchRecord&) { events_.on_change(); },
        .on_state = [this](const chain::State&) { events_.on_change(); },
    });
    const std::lock_guard lock(mutex_);
    chain_ = chain;
    return chain;
}

Result<void> Member::start(const Progress& progress)
{
    {
        const std::lock_guard lock(mutex_);
        if (endpoint_ && chain_->state().phase != chain::Phase::kFailed) return {};
        acting_ = true;
        failed_ = false;
    }
    const auto stage = [&](const std::string& name) {
        enter(chain::Phase::kStarting, name);
        if (progress) progress(name);
    };

    stage("opening the database");
    const auto opened = open();
    if (!opened) return fail(opened.error(), cure_for(opened.error()));
    const auto& chain = *opened;

    const bool is_listening = [&] {
        const std::lock_guard lock(mutex_);
        return endpoint_ != nullptr;
    }();
    if (!is_listening) {
        stage("listening on " + config_.rpc_host + ":" + std::to_string(config_.rpc_port));
        auto endpoint = rpc::Endpoint::start(pool_, chain);
        if (!endpoint) return fail(endpoint.error(), cure_for(endpoint.error()));
        const std::lock_guard lock(mutex_);
        endpoint_ = std::move(*endpoint);
    }

    stage("starting the sequencer");
    chain->start();
    {
        const std::lock_guard lock(mutex_);
        acting_ = false;
    }
    log::Logger("node", config_.name).info("running, RPC at " + url_of(config_));
    events_.on_change();
    return {};
}

void Member::stop()
{
    std::unique_ptr<rpc::Endpoint> endpoint;
    std::shared_ptr<chain::Chain> chain;
    {
        const std::lock_guard lock(mutex_);
        endpoint = std::move(endpoint_);
        chain = chain_;
        failed_ = false;
        acting_ = chain != nullptr;
    }
    if (!chain) {
        enter(chain::Phase::kStopped);
        return;
    }
    if (!endpoint && chain->state().phase == chain::Phase::kStopped) {
        {
            const std::lock_guard lock(mutex_);
            acting_ = false;
        }
        events_.on_change();
        return;
    }
    enter(chain::Phase::kStopping);
    endpoint.reset();
    chain->stop();
    {
        const std::lock_guard lock(mutex_);
        acting_ = false;
    }
    log::Logger("node", config_.name).info("stopped");
    events_.on_change();
}

std::shared_ptr<chain::Chain> Member::chain() const
{
    const std::lock_guard lock(mutex_);
    return chain_;
}

ChainSnapshot Member::snapshot() const
{
    const std::lock_guard lock(mutex_);
    ChainSnapshot snapshot{.name = config_.name,
                           .chain_id = config_.chain_id,
                           .data_mode = config_.data_mode,
                           .state = own_state_,
                           .is_open = chain_ != nullptr,
                           .metrics = {},
                           .rpc_url = url_of(config_),
                           .config = config_};
    if (chain_) {
        snapshot.metrics = chain_->metrics();
        if (!acting_ && !failed_) snapshot.state = chain_->state();
    }
    return snapshot;
}

}  // namespace archi::node
