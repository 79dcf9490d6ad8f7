#include "chain/bloom.hpp"

#include "base/hash_map.hpp"
#include "base/keccak.hpp"

namespace archi::chain {

void add_to(Bloom& bloom, bytes_view item)
{
    const auto digest = keccak256(item);
    for (std::size_t pair = 0; pair < 6; pair += 2) {
        const auto bit = ((std::uint32_t{digest[pair]} << 8U) | digest[pair + 1]) & 2047U;
        bloom[Bloom::kSize - 1 - bit / 8] |= static_cast<std::uint8_t>(1U << (bit % 8));
    }
}

void add_to(Bloom& bloom, const evm::Log& log)
{
    add_to(bloom, bytes_view(log.address.bytes));
    for (const auto& topic : log.topics)
        add_to(bloom, bytes_view(topic.bytes));
}

Bloom bloom_of(std::span<const stf::Receipt> receipts)
{
    Bloom bloom;
    // The logs of a block repeat themselves, and hashing is most of the work: each item once.
    FlatMap<Address, bool> addresses;
    FlatMap<Hash, bool> topics;
    for (const auto& receipt : receipts) {
        for (const auto& log : receipt.logs) {
            if (addresses.try_emplace(log.address, true).second)
                add_to(bloom, bytes_view(log.address.bytes));
            for (const auto& topic : log.topics)
                if (topics.try_emplace(topic, true).second) add_to(bloom, bytes_view(topic.bytes));
        }
    }
    return bloom;
}

}  // namespace archi::chain
