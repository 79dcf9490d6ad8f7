#include "chain/events.hpp"

#include <mutex>

namespace archi::chain {

std::uint64_t Events::subscribe(Listener listener)
{
    const std::unique_lock lock(mutex_);
    listeners_.emplace(next_id_, std::move(listener));
    return next_id_++;
}

void Events::unsubscribe(std::uint64_t id)
{
    const std::unique_lock lock(mutex_);
    listeners_.erase(id);
}

void Events::block(const Block& block) const
{
    const std::shared_lock lock(mutex_);
    for (const auto& [id, listener] : listeners_)
        if (listener.on_block) listener.on_block(block);
}

void Events::pending(const Hash& hash) const
{
    const std::shared_lock lock(mutex_);
    for (const auto& [id, listener] : listeners_)
        if (listener.on_pending) listener.on_pending(hash);
}

void Events::batch(const BatchRecord& record) const
{
    const std::shared_lock lock(mutex_);
    for (const auto& [id, listener] : listeners_)
        if (listener.on_batch) listener.on_batch(record);
}

void Events::state(const State& state) const
{
    const std::shared_lock lock(mutex_);
    for (const auto& [id, listener] : listeners_)
        if (listener.on_state) listener.on_state(state);
}

}  // namespace archi::chain
