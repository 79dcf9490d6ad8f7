#include "rpc/filters.hpp"

#include <algorithm>
#include <random>

#include "base/hex.hpp"

namespace archi::rpc {
namespace {

/// Hashes a filter keeps between two polls; the oldest go first.
constexpr std::size_t kMaxPending = 10'000;

}  // namespace

std::string random_id()
{
    std::random_device device;
    Bytes bytes;
    for (int i = 0; i < 4; ++i)
        append_be(bytes, device(), 4);
    return hex::encode(bytes);
}

std::optional<std::string> Filters::add(Filter filter)
{
    drop_expired();
    filter.last_use = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    if (filters_.size() >= limits_.filters) return std::nullopt;
    auto id = random_id();
    filters_.emplace(id, std::move(filter));
    return id;
}

bool Filters::remove(const std::string& id)
{
    const std::lock_guard lock(mutex_);
    return filters_.erase(id) > 0;
}

std::optional<Filter> Filters::find(const std::string& id)
{
    const std::lock_guard lock(mutex_);
    const auto found = filters_.find(id);
    if (found == filters_.end()) return std::nullopt;
    found->second.last_use = std::chrono::steady_clock::now();
    return found->second;
}

std::optional<Filter> Filters::poll(const std::string& id, std::uint64_t next_block)
{
    const std::lock_guard lock(mutex_);
    const auto found = filters_.find(id);
    if (found == filters_.end()) return std::nullopt;
    auto& filter = found->second;
    filter.last_use = std::chrono::steady_clock::now();
    auto before = filter;
    filter.next_block = std::max(filter.next_block, next_block);
    filter.pending.clear();
    return before;
}

void Filters::on_replaced(std::uint64_t number)
{
    const std::lock_guard lock(mutex_);
    for (auto& [id, filter] : filters_)
        filter.next_block = std::min(filter.next_block, number);
}

void Filters::on_pending(const Hash& transaction)
{
    const std::lock_guard lock(mutex_);
    for (auto& [id, filter] : filters_) {
        if (filter.kind != FilterKind::kPendingTransactions) continue;
        if (filter.pending.size() >= kMaxPending) filter.pending.erase(filter.pending.begin());
        filter.pending.push_back(transaction);
    }
}

bool Filters::wants_pending() const
{
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(filters_, [](const auto& entry) {
        return entry.second.kind == FilterKind::kPendingTransactions;
    });
}

void Filters::drop_expired()
{
    const auto oldest = std::chrono::steady_clock::now() - limits_.filter_lifetime;
    const std::lock_guard lock(mutex_);
    std::erase_if(filters_, [&](const auto& entry) { return entry.second.last_use < oldest; });
}

}  // namespace archi::rpc
