// Calls that leave no trace.

#include <vector>

#include "cases/case.hpp"
#include "contracts.hpp"

namespace archi::stf::testing {
namespace {

struct Simulation {
    std::vector<Key> rich = {make_key(1)};
    TestChain chain{rich, {contract(1, counter()), contract(2, setter())}};

    CallRequest request(const Address& to, Bytes data = {})
    {
        CallRequest request;
        request.from = rich[0].address;
        request.to = to;
        request.gas = 1'000'000;
        request.data = std::move(data);
        return request;
    }
    std::expected<CallOutcome, TransactionError> run(
        const CallRequest& request, std::span<const AccountOverride> overrides = {})
    {
        return simulate(chain.rules, chain.state, chain.begin().context(), {}, request, overrides);
    }
};

/// PUSH1 0 SLOAD PUSH1 0 MSTORE PUSH1 32 PUSH1 0 RETURN
Bytes reading_slot_zero()
{
    return from_hex("60005460005260206000f3");
}

}  // namespace

CASE(simulate, uses_the_gas_a_transaction_would_and_changes_nothing)
{
    Simulation test;
    const auto before = test.chain.state.values;
    const auto outcome = test.run(test.request(place(1)));
    CHECK(outcome.has_value());
    CHECK(test.chain.state.values == before);
    const auto block =
        test.chain.block(sign(call(test.chain, test.rich[0], place(1)), test.rich[0]));
    if (outcome) CHECK(outcome->gas_used == block.receipts[0].gas_used);
}

CASE(simulate, overrides_balance_code_and_storage)
{
    Simulation test;
    AccountOverride change;
    change.address = place(1);
    change.code = reading_slot_zero();
    change.state_diff = {{u256{0}, u256{42}}};
    const std::vector<AccountOverride> overrides = {change};
    const auto outcome = test.run(test.request(place(1)), overrides);
    CHECK(outcome && u256::from_be(outcome->result.output) == u256{42});

    test.chain.block(sign(call(test.chain, test.rich[0], place(1)), test.rich[0]));
    change.state_diff.clear();
    const std::vector<AccountOverride> kept = {change};
    const auto reading = test.run(test.request(place(1)), kept);
    CHECK(reading && u256::from_be(reading->result.output) == u256{1});
    change.state = std::vector<std::pair<u256, u256>>{};
    const std::vector<AccountOverride> replaced = {change};
    const auto replacing = test.run(test.request(place(1)), replaced);
    CHECK(replacing && u256::from_be(replacing->result.output).is_zero());

    auto transfer = test.request(small_address(0x88888));
    transfer.from = small_address(0x77777);
    transfer.value = u256{5};
    const auto poor = test.run(transfer);
    CHECK(!poor && poor.error() == TransactionError::kInsufficientFunds);
    AccountOverride rich;
    rich.address = transfer.from;
    rich.balance = u256{5};
    const std::vector<AccountOverride> balance = {rich};
    CHECK(test.run(transfer, balance).has_value());
    transfer.check_funds = true;
    transfer.gas_price = u256{2'000'000'000};
    const auto unpaid = test.run(transfer, balance);
    CHECK(!unpaid && unpaid.error() == TransactionError::kInsufficientFunds);
}

CASE(simulate, lists_what_was_touched_beyond_the_warm_start)
{
    Simulation test;
    const auto outcome = test.run(test.request(place(1)));
    CHECK(outcome && outcome->touched.size() == 1);
    if (outcome && outcome->touched.size() == 1) {
        CHECK(outcome->touched[0].address == place(1));
        CHECK(outcome->touched[0].slots == std::vector<Hash>{Hash{}});
    }
    auto listed = test.request(place(1));
    if (outcome) listed.access_list = outcome->touched;
    const auto again = test.run(listed);
    CHECK(again && again->touched.empty());
}

CASE(simulate, says_why_a_call_cannot_begin)
{
    Simulation test;
    auto request = test.request(place(1));
    request.gas = 20'999;
    const auto little = test.run(request);
    CHECK(!little && little.error() == TransactionError::kIntrinsicGas);
    request.gas = kMaxCallGas + 1;
    const auto much = test.run(request);
    CHECK(!much && much.error() == TransactionError::kGasLimitTooHigh);
    request.gas = kMaxCallGas;
    CHECK(test.run(request).has_value());
    request.gas_price = u256{1};
    const auto cheap = test.run(request);
    CHECK(!cheap && cheap.error() == TransactionError::kFeeBelowBase);
}

}  // namespace archi::stf::testing
