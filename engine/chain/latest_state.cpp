#include "chain/latest_state.hpp"

#include "base/assert.hpp"

namespace archi::chain {

LatestState::LatestState(const Ledger& ledger)
    : ledger_(ledger),
      // Only calloc leaves the pages to the system until they are used.
      // NOLINTNEXTLINE(cppcoreguidelines-no-malloc)
      entries_(static_cast<Entry*>(std::calloc(kSets * kWays, sizeof(Entry))))
{
    ARCHI_ASSERT(entries_ != nullptr);
}

LatestState::Entry* LatestState::set_of(const Hash& key)
{
    return &entries_[(hash_(key) & (kSets - 1)) * kWays];
}

Hash LatestState::value(const Hash& key)
{
    const auto* set = set_of(key);
    for (std::size_t way = 0; way < kWays; ++way)
        if (set[way].key == key && !key.is_zero()) return set[way].value;
    const auto stored = ledger_.value(key, ledger_.head()->header.number);
    if (!stored) {
        if (!error_) error_ = stored.error();
        return {};
    }
    keep(key, *stored);
    return *stored;
}

std::shared_ptr<const Bytes> LatestState::code(const Hash& code_hash)
{
    auto stored = ledger_.code(code_hash);
    if (stored) return std::move(*stored);
    if (!error_) error_ = stored.error();
    return nullptr;
}

void LatestState::keep(const Hash& key, const Hash& value)
{
    auto* set = set_of(key);
    std::size_t way = 0;
    while (way < kWays && set[way].key != key)
        ++way;
    if (way == kWays) {
        // The newest goes first, what was first moves on, what was last is forgotten.
        set[1] = set[0];
        way = 0;
    }
    set[way] = {key, value};
}

void LatestState::apply(std::span<const storage::Write> writes)
{
    for (const auto& write : writes)
        keep(write.key, write.value);
}

}  // namespace archi::chain
