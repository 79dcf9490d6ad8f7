#pragma once
// Carries what the engine does to the window: at most 30 times a second, at most one wake-up
// queued.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "node/world.hpp"

namespace archi::app {

/// What happened since the last one.
struct Update {
    node::WorldSnapshot world;
    std::vector<std::pair<std::string, chain::Block>> blocks;  ///< in the order of their making
    bool blocks_lost = false;  ///< more came than are kept; ask the chains for the others
};

class Watcher {
public:
    /// Subscribes to `world`, which must outlive it. `notify` is called on the watcher's thread
    /// when an update lies ready and none was before; take() it on the window's thread.
    Watcher(node::World& world, std::function<void()> notify);
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    [[nodiscard]] Update take();

private:
    void run(const std::stop_token& stop);
    void on_block(const std::string& chain, const chain::Block& block);

    node::World& world_;
    std::function<void()> notify_;

    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool changed_ = true;  // the first snapshot is news
    Update slot_;
    std::atomic<bool> pending_ = false;

    std::uint64_t subscription_ = 0;
    std::jthread thread_;
};

}  // namespace archi::app
