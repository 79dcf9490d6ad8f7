#include "rpc/gas_estimate.hpp"

#include <algorithm>

#include "rpc/reverts.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"

namespace archi::rpc {
namespace {

constexpr std::uint64_t kTransactionGasLimit = std::uint64_t{1} << 24U;  // EIP-7825
constexpr std::uint64_t kTransferGas = 21'000;
constexpr std::uint64_t kCallStipend = 2'300;

/// What the sender's balance pays for at the price it names; everything without a price.
std::expected<std::uint64_t, CallError> affordable_gas(const Simulation& simulation)
{
    const auto& request = simulation.request;
    if (request.gas_price.is_zero()) return kTransactionGasLimit;
    auto balance =
        state::unpack_account(simulation.state.reader->value(state::account_key(request.from)))
            .value_or(state::Account{})
            .balance;
    for (const auto& change : simulation.overrides)
        if (change.address == request.from && change.balance) balance = *change.balance;
    if (balance < request.value)
        return std::unexpected(server_error("insufficient funds for transfer"));
    const auto gas = (balance - request.value) / request.gas_price;
    return gas < u256{kTransactionGasLimit} ? gas.low_u64() : kTransactionGasLimit;
}

/// Whether the call succeeds with `gas`; too little to start counts as failing.
bool succeeds(const Simulation& simulation, std::uint64_t gas)
{
    auto request = simulation.request;
    request.gas = gas;
    const auto outcome = simulation.run(request);
    return outcome && outcome->result.status == evm::Status::kSuccess;
}

}  // namespace

std::expected<std::uint64_t, CallError> estimate_gas(const Simulation& simulation, bool is_capped)
{
    auto request = simulation.request;
    const auto affordable = affordable_gas(simulation);
    if (!affordable) return std::unexpected(affordable.error());
    auto enough = std::min({kTransactionGasLimit, simulation.block.gas_limit, *affordable});
    if (is_capped) enough = std::min(enough, request.gas);

    const auto is_plain = request.data.empty() && request.to && request.access_list.empty() &&
                          request.authorizations.empty() && enough >= kTransferGas;
    if (is_plain && succeeds(simulation, kTransferGas)) return kTransferGas;

    request.gas = enough;
    const auto outcome = simulation.run(request);
    if (!outcome) return std::unexpected(outcome.error());
    const auto& result = outcome->result;
    if (result.status == evm::Status::kRevert) return std::unexpected(execution_error(result));
    if (result.status != evm::Status::kSuccess)
        return std::unexpected(server_error("gas required exceeds allowance (" +
                                            std::to_string(enough) +
                                            "): " + evm::to_string(result.status)));

    // Refunds and the 1/64 that calls hold back make the limit larger than what is used.
    auto too_little = outcome->gas_used - 1;
    const auto refund = static_cast<std::uint64_t>(std::max<std::int64_t>(result.gas_refund, 0));
    const auto guess = (outcome->gas_used + refund + kCallStipend) * 64 / 63;
    if (guess < enough) (succeeds(simulation, guess) ? enough : too_little) = guess;

    while (too_little + 1 < enough && enough - too_little > enough * 15 / 1000) {
        // Most calls need little more than they use: look near the lower end first.
        const auto middle = std::min((too_little + enough) / 2, too_little * 2);
        (succeeds(simulation, middle) ? enough : too_little) = middle;
    }
    return enough;
}

}  // namespace archi::rpc
