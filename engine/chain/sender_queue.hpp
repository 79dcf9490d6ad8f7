#pragma once
// What waits of one sender, in nonce order.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "base/u256.hpp"
#include "stf/transaction.hpp"

namespace archi::chain {

/// What an account may do next.
struct SenderState {
    std::uint64_t nonce = 0;
    u256 balance;

    bool operator==(const SenderState&) const = default;
};

struct Waiting {
    std::shared_ptr<const stf::SignedTransaction> transaction;
    std::uint64_t arrival = 0;
    u256 cost;  ///< the most it can take from the sender: gas limit · max fee + value
};

/// Value and gas at the highest price; nullopt beyond 2^256.
[[nodiscard]] std::optional<u256> most_expensive(const stf::Transaction& transaction);

struct SenderQueue {
    Hash account_key;  ///< where the state keeps the sender's account
    SenderState state;
    std::map<std::uint64_t, Waiting> waiting;  ///< by nonce, none below state.nonce
    u256 cost;                                 ///< sum over `waiting`
    std::size_t executable = 0;                ///< from state.nonce on, without a gap

    /// The nonce that would be executable next.
    [[nodiscard]] std::uint64_t next_nonce() const { return state.nonce + executable; }
    /// Extends `executable` over what was added.
    void recount();
    /// Takes one out; what came after it is behind a gap now.
    void erase(std::uint64_t nonce);
    /// The account moved on. Requires that nothing below next.nonce waits, and next.nonce >= nonce.
    void advance(const SenderState& next);
};

}  // namespace archi::chain
