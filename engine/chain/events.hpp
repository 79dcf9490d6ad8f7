#pragma once
// Tells listeners what happens in a chain.

#include <map>
#include <shared_mutex>

#include "chain/chain.hpp"

namespace archi::chain {

/// Thread-safe. Once unsubscribe has returned, the listener is not called any more.
class Events {
public:
    [[nodiscard]] std::uint64_t subscribe(Listener listener);
    void unsubscribe(std::uint64_t id);

    void block(const Block& block) const;
    void pending(const Hash& hash) const;
    void batch(const BatchRecord& record) const;
    void state(const State& state) const;

private:
    mutable std::shared_mutex mutex_;
    std::map<std::uint64_t, Listener> listeners_;
    std::uint64_t next_id_ = 1;
};

}  // namespace archi::chain
