#pragma once
// A chain whose blocks are random: transfers, calls, creations, delegations, failures.

#include <random>

#include "contracts.hpp"

namespace archi::stf::testing {

class RandomVoyage {
public:
    /// Everything follows from the seed.
    explicit RandomVoyage(std::uint64_t seed);

    /// Seals up to `blocks` blocks with up to `transactions` transactions each into one batch.
    [[nodiscard]] BatchInput next_batch(std::uint64_t blocks, std::uint64_t transactions);

private:
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
    [[nodiscard]] Address some_address();
    [[nodiscard]] Bytes some_data();
    [[nodiscard]] SignedTransaction some_queued();
    [[nodiscard]] SignedTransaction some_transaction(std::vector<std::uint64_t>& nonces);

    std::mt19937_64 random_;
    std::vector<Key> keys_;
    TestChain chain_;
    std::uint64_t queue_index_ = 0;
};

}  // namespace archi::stf::testing
