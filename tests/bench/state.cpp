// The state tree in memory: a batch of 100,000 new leaves on top of a million, then 100,000 changed
// ones, proven and replayed as the guest does; and the size of their differences.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "base/blake3.hpp"
#include "state/difference.hpp"
#include "state/memory_store.hpp"

using namespace archi;
using namespace archi::state;

namespace {

constexpr std::uint64_t kLeaves = 1'000'000;
constexpr std::uint64_t kBatch = 100'000;
constexpr int kRepetitions = 5;

Hash hash_of(std::uint64_t number)
{
    Bytes bytes;
    append_be(bytes, number, 8);
    return blake3(bytes);
}

/// Runs `work` and says how long it took.
template <typename Work>
double seconds(const Work& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void print(const char* what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-44s median %6.1f ms, %6.1f to %6.1f\n", what, 1e3 * times[times.size() / 2],
                1e3 * times.front(), 1e3 * times.back());
}

}  // namespace

int main()
{
    MemoryStore store;
    auto head = empty_tree();
    std::uint64_t made = 0;
    const auto append_batch = [&](std::uint64_t count) {
        std::vector<Change> changes;
        for (std::uint64_t i = 0; i < count; ++i)
            changes.push_back({.key = hash_of(made++), .before = {}, .after = hash_of(made)});
        return seconds([&] { head = apply(store, head, changes); });
    };
    static_cast<void>(append_batch(kLeaves));

    std::vector<double> appends;
    std::vector<double> updates;
    std::vector<double> proofs;
    std::vector<double> openings;
    std::vector<double> replays;
    std::size_t bytes = 0;
    for (int run = 0; run < kRepetitions; ++run) {
        appends.push_back(append_batch(kBatch));

        std::vector<Change> changes;
        const auto stride = made / kBatch;
        for (std::uint64_t i = 0; i < kBatch; ++i) {
            const auto key = hash_of(i * stride);
            const auto before = store.leaf(*store.index_of(key)).value;
            changes.push_back({.key = key, .before = before, .after = blake3(before.bytes)});
        }
        Multiproof proof;
        proofs.push_back(seconds([&] { proof = prove(store, head, {}, changes); }));
        std::optional<ProvenTree> tree;
        openings.push_back(seconds([&] { tree = ProvenTree::open(std::move(proof), head); }));
        std::optional<TreeHead> proven;
        replays.push_back(seconds([&] { proven = tree->apply(changes); }));
        bytes = encode(differences_of(changes, [&](const Hash& key) {
                    return store.index_of(key);
                })).size();
        updates.push_back(seconds([&] { head = apply(store, head, changes); }));
        if (proven != head) {
            std::fprintf(stderr, "the guest's tree disagrees with the store's\n");
            return 1;
        }
    }
    std::printf("batches of %llu leaves on a tree of %llu, %d repetitions\n",
                static_cast<unsigned long long>(kBatch), static_cast<unsigned long long>(kLeaves),
                kRepetitions);
    print("append new leaves to the store", appends);
    print("change leaves of the store", updates);
    print("make the multiproof of the changes", proofs);
    print("check it (guest's work, on this machine)", openings);
    print("new root from it (likewise)", replays);
    std::printf("differences with random values: %.1f bytes a leaf\n",
                static_cast<double>(bytes) / static_cast<double>(kBatch));
    return 0;
}
