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
/// Cost: O(1) expected per operation; 16 to 32 bytes per entry besides the entry itself.
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
        const auto number = slots_[probe(key, tag_of(key))].number;
        return number == kFree ? nullptr : &entries_[number - 1].second;
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
        const auto tag = tag_of(key);
        auto& slot = slots_[probe(key, tag)];
        if (slot.number != kFree) return {entries_[slot.number - 1].second, false};
        entries_.emplace_back(std::piecewise_construct, std::forward_as_tuple(key),
                              std::forward_as_tuple(std::forward<Arguments>(arguments)...));
        slot = {static_cast<std::uint32_t>(entries_.size()), tag};
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
        const auto& key = entries_.back().first;
        free_slot(probe(key, tag_of(key)));
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
        std::ranges::fill(slots_, Slot{});
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
    static constexpr std::uint32_t kFree = 0;
    static constexpr std::size_t kMinSlots = 16;

    /// What the key's hash is stands beside the entry's number, so that a probe looks at an entry
    /// only if it is very likely the one, and growing at none: entries are far from the cache.
    struct Slot {
        std::uint32_t number = kFree;  ///< the entry's index plus one
        std::uint32_t tag = 0;         ///< its low bits are the slot where a probe begins
    };

    [[nodiscard]] std::uint32_t tag_of(const Key& key) const
    {
        HashMix mix(seed_);
        add_to_hash(mix, key);
        return static_cast<std::uint32_t>(mix.finish());
    }

    /// The key's slot, or the free one where it belongs.
    [[nodiscard]] std::size_t probe(const Key& key, std::uint32_t tag) const
    {
        const auto mask = slots_.size() - 1;
        auto index = tag & mask;
        while (slots_[index].number != kFree &&
               !(slots_[index].tag == tag && entries_[slots_[index].number - 1].first == key))
            index = (index + 1) & mask;
        return index;
    }

    void grow(std::size_t count)
    {
        std::vector<Slot> grown(std::max(count, kMinSlots));
        const auto mask = grown.size() - 1;
        for (const auto& slot : slots_) {
            if (slot.number == kFree) continue;
            auto index = slot.tag & mask;
            while (grown[index].number != kFree)
                index = (index + 1) & mask;
            grown[index] = slot;
        }
        slots_ = std::move(grown);
    }

    /// Closes the gap: moves back every follower that may stand nearer to its home.
    void free_slot(std::size_t gap)
    {
        const auto mask = slots_.size() - 1;
        for (auto next = (gap + 1) & mask; slots_[next].number != kFree; next = (next + 1) & mask) {
            const auto distance = (next - slots_[next].tag) & mask;
            if (distance < ((next - gap) & mask)) continue;
            slots_[gap] = slots_[next];
            gap = next;
        }
        slots_[gap] = {};
    }

    std::vector<Entry> entries_;
    std::vector<Slot> slots_;  ///< a power of two of them, at most half in use
    std::uint64_t seed_ = hash_seed();
};

}  // namespace archi
