#include "chain/sender_queue.hpp"

#include <algorithm>

namespace archi::chain {

std::optional<u256> most_expensive(const stf::Transaction& transaction)
{
    // Balances are below 2^128: a dearer gas cannot be paid, and below it the product fits.
    if (!transaction.max_fee.fits_u128()) return std::nullopt;
    const auto fee = transaction.max_fee * u256(transaction.gas_limit);
    const auto cost = fee + transaction.value;
    if (cost < fee) return std::nullopt;
    return cost;
}

void SenderQueue::recount()
{
    auto next = waiting.find(next_nonce());
    while (next != waiting.end() && next->first == next_nonce()) {
        ++executable;
        ++next;
    }
}

void SenderQueue::erase(std::uint64_t nonce)
{
    const auto found = waiting.find(nonce);
    if (found == waiting.end()) return;
    cost -= found->second.cost;
    waiting.erase(found);
    if (nonce < next_nonce()) executable = nonce - state.nonce;
}

void SenderQueue::advance(const SenderState& next)
{
    const auto steps = next.nonce - state.nonce;
    executable -= std::min<std::uint64_t>(executable, steps);
    state = next;
    recount();
}

}  // namespace archi::chain
