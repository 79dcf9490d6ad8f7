#pragma once
// A hash map whose iteration order is the order of insertion: nothing that is computed from it can
// depend on the hash function, on the seed or on addresses, so host and guest agree.

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "base/hash_mix.hpp"

namespace archi {

/// Open addressing over a vector of entries. Value semantics. There is no erasing in the middle;
/// the newest entries can be taken back, which is what a journal needs.
/// Key needs == and an overload of add_to_hash (hash_mix.hpp).
/// References and iterators are valid until the next insertion.
/// Cost: O(1) expected per operation; 4 to 16 bytes per entry besides the entry itself.
template <typename Key, typename Value>
class FlatMap {
public:
    using Entry = std::pair<Key, Value>;

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] bool empty() const { return entries_.empty(); }

    /// Entries in order of insertion. Keys must not be changed.
    [[nodiscard]] auto begin() const { return entries_.begin(); }
    [[nodiscard]] auto end() const { return entries_.end(); }
    [[nodiscard]] auto begin() { return entries_.begin(); }
    [[nodiscard]] auto end() { return entries_.end(); }
    /// The entry inserted as number `index`, counted from 0.
    [[nodiscard]] const Entry& at_index(std::size_t index) const { return entries_[index]; }
    [[nodiscard]] Entry& at_index(std::size_t index) { return entries_[index]; }

    /// Null if absent.
    [[nodiscard]] const Value* find(const Key& key) const
    {
        if (slots_.empty()) return nullptr;
        const auto slot = slots_[probe(key)];
        return slot == kFree ? nullptr : &entries_[slot - 1].second;
    }
    [[nodiscard]] Value* find(const Key& key)
    {
        return const_cast<Value*>(std::as_const(*this).find(key));
    }
    [[nodiscard]] bool contains(const Key& key) const { return find(key) != nullptr; }

    /// Constructs the value from `arguments` unless the key is there already.
    /// Gives the value and whether it is new.
    template <typename... Arguments>
    std::pair<Value&, bool> try_emplace(const Key& key, Arguments&&... arguments)
    {
        if (2 * (entries_.size() + 1) > slots_.size()) grow(2 * slots_.size());
        auto& slot = slots_[probe(key)];
        if (slot != kFree) return {entries_[slot - 1].second, false};
        entries_.emplace_back(std::piecewise_construct, std::forward_as_tuple(key),
                              std::forward_as_tuple(std::forward<Arguments>(arguments)...));
        slot = static_cast<std::uint32_t>(entries_.size());
        return {entries_.back().second, true};
    }

    /// The value, made by default if absent.
    Value& operator[](const Key& key) { return try_emplace(key).first; }

    void insert_or_assign(const Key& key, Value value)
    {
        auto [place, is_new] = try_emplace(key);
        place = std::move(value);
    }

    /// Takes back the newest entry. Requires one.
    void pop_back()
    {
        ARCHI_ASSERT(!entries_.empty());
        free_slot(probe(entries_.back().first));
        entries_.pop_back();
    }

    /// Takes back the newest entries until `size` are left. Requires size <= size().
    void truncate(std::size_t size)
    {
        while (entries_.size() > size)
            pop_back();
    }

    /// Empties the map and keeps its memory.
    void clear()
    {
        entries_.clear();
        std::ranges::fill(slots_, kFree);
    }

    void reserve(std::size_t count)
    {
        entries_.reserve(count);
        auto slots = kMinSlots;
        while (slots < 2 * count)
            slots *= 2;
        if (slots > slots_.size()) grow(slots);
    }

private:
    static constexpr std::uint32_t kFree = 0;  ///< otherwise the entry's index plus one
    static constexpr std::size_t kMinSlots = 16;

    [[nodiscard]] std::size_t home(const Key& key) const
    {
        HashMix mix(seed_);
        add_to_hash(mix, key);
        return static_cast<std::size_t>(mix.finish()) & (slots_.size() - 1);
    }

    /// The key's slot, or the free one where it belongs.
    [[nodiscard]] std::size_t probe(const Key& key) const
    {
        auto index = home(key);
        while (slots_[index] != kFree && !(entries_[slots_[index] - 1].first == key))
            index = (index + 1) & (slots_.size() - 1);
        return index;
    }

    void grow(std::size_t slots)
    {
        slots_.assign(std::max(slots, kMinSlots), kFree);
        for (std::size_t i = 0; i < entries_.size(); ++i)
            slots_[probe(entries_[i].first)] = static_cast<std::uint32_t>(i + 1);
    }

    /// Closes the gap: moves back every follower that may stand nearer to its home.
    void free_slot(std::size_t gap)
    {
        const auto mask = slots_.size() - 1;
        for (auto next = (gap + 1) & mask; slots_[next] != kFree; next = (next + 1) & mask) {
            const auto distance = (next - home(entries_[slots_[next] - 1].first)) & mask;
            if (distance < ((next - gap) & mask)) continue;
            slots_[gap] = slots_[next];
            gap = next;
        }
        slots_[gap] = kFree;
    }

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> slots_;  ///< a power of two of them, at most half in use
    std::uint64_t seed_ = hash_seed();
};

}  // namespace archi
