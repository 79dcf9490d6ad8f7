#include "facade/watcher.hpp"

#include <algorithm>
#include <chrono>

namespace archi::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenUpdates = 33ms;  // 30 a second
constexpr auto kRateDecay = 1000ms;     // transactions a second fall without an event
constexpr std::size_t kBlocksKept = 1024;

bool has_rate(const node::WorldSnapshot& world)
{
    return std::ranges::any_of(world.chains, [](const node::ChainSnapshot& chain) {
        return chain.metrics.transactions_per_second > 0;
    });
}

}  // namespace

Watcher::Watcher(node::World& world, std::function<void()> notify)
    : world_(world), notify_(std::move(notify))
{
    node::World::Listener listener;
    listener.on_change = [this] {
        {
            const std::lock_guard lock(mutex_);
            changed_ = true;
        }
        wake_.notify_one();
    };
    listener.on_block = [this](const std::string& chain, const chain::Block& block) {
        on_block(chain, block);
    };
    subscription_ = world_.subscribe(std::move(listener));
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Watcher::~Watcher()
{
    world_.unsubscribe(subscription_);
}

Update Watcher::take()
{
    pending_ = false;
    const std::lock_guard lock(mutex_);
    Update update;
    update.world = slot_.world;
    std::swap(update.blocks, slot_.blocks);
    std::swap(update.blocks_lost, slot_.blocks_lost);
    return update;
}

void Watcher::on_block(const std::string& chain, const chain::Block& block)
{
    {
        const std::lock_guard lock(mutex_);
        if (slot_.blocks.size() < kBlocksKept)
            slot_.blocks.emplace_back(chain, block);
        else
            slot_.blocks_lost = true;
        changed_ = true;
    }
    wake_.notify_one();
}

void Watcher::run(const std::stop_token& stop)
{
    bool rate_decays = false;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            const auto news = [this] { return changed_; };
            if (rate_decays)
                wake_.wait_for(lock, stop, kRateDecay, news);
            else
                wake_.wait(lock, stop, news);
            if (stop.stop_requested()) return;
            changed_ = false;
        }
        auto world = world_.snapshot();
        rate_decays = has_rate(world);
        {
            const std::lock_guard lock(mutex_);
            slot_.world = std::move(world);
        }
        if (!pending_.exchange(true)) notify_();

        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, kBetweenUpdates, [] { return false; });
    }
}

}  // namespace archi::app
