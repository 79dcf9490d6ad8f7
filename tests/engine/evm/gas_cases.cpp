#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

namespace {

struct StoreFigures {
    std::int64_t gas;
    std::int64_t refund;
};

/// Gas without the pushes, and refund, of storing `values` one after another to a slot that holds
/// `original`.
StoreFigures store(std::uint64_t original, std::initializer_list<std::uint64_t> values)
{
    Assembly code;
    for (const auto value : values)
        code.push(value).store(0);
    Run run(code);
    if (original != 0) run.host.accounts[kContract].storage[0] = original;
    const auto result = run.execute();
    return {Run::used(result) - 6 * static_cast<std::int64_t>(values.size()), result.gas_refund};
}

bool equal(const StoreFigures& figures, std::int64_t gas, std::int64_t refund)
{
    return figures.gas == gas && figures.refund == refund;
}

std::int64_t gas_of(const Assembly& code)
{
    return Run::used(Run(code).execute());
}

}  // namespace

// The table of EIP-3529 (with EIP-2929: the first access of the slot costs 2,100 more).
CASE(evm, storing_costs_and_refunds_by_eip_3529)
{
    CHECK(equal(store(0, {0, 0}), 2100 + 200, 0));
    CHECK(equal(store(0, {0, 1}), 2100 + 20100, 0));
    CHECK(equal(store(0, {1, 0}), 2100 + 20100, 19900));
    CHECK(equal(store(0, {1, 2}), 2100 + 20100, 0));
    CHECK(equal(store(1, {0, 0}), 2100 + 3000, 4800));
    CHECK(equal(store(1, {0, 1}), 2100 + 3000, 2800));
    CHECK(equal(store(1, {0, 2}), 2100 + 3000, 0));
    CHECK(equal(store(1, {2, 0}), 2100 + 3000, 4800));
    CHECK(equal(store(1, {2, 1}), 2100 + 3000, 2800));
    CHECK(equal(store(1, {1, 0}), 2100 + 3000, 4800));
    CHECK(equal(store(0, {1, 0, 1}), 2100 + 40100, 19900));
    CHECK(equal(store(1, {0, 1, 0}), 2100 + 5900, 7600));
}

CASE(evm, storing_needs_more_than_the_call_stipend)
{
    Run enough(Assembly().push(0).store(0));
    enough.host.accounts[kContract].storage[0] = 0;
    enough.message.gas = 6 + 2301;
    CHECK(enough.execute().status == Status::kSuccess);
    Run short_by_one(Assembly().push(0).store(0));
    short_by_one.message.gas = 6 + 2300;
    CHECK(short_by_one.execute().status == Status::kOutOfGas);
}

CASE(evm, the_second_access_is_warm)
{
    CHECK(gas_of(Assembly().push(7).op(kSload)) == 3 + 2100);
    CHECK(gas_of(Assembly().push(7).op(kSload).push(7).op(kSload)) == 6 + 2100 + 100);
    CHECK(gas_of(Assembly().push(kOther).op(kBalance)) == 3 + 2600);
    CHECK(gas_of(Assembly().push(kOther).op(kBalance).push(kOther).op(kExtcodehash)) ==
          6 + 2600 + 100);
    CHECK(gas_of(Assembly().push(kContract).op(kExtcodesize)) == 3 + 100);
}

CASE(evm, memory_costs_grow_quadratically)
{
    CHECK(gas_of(Assembly().push(0).op(kMload)) == 6 + 3);
    CHECK(gas_of(Assembly().push(1).op(kMload)) == 6 + 6);
    CHECK(gas_of(Assembly().push(1023 * 32).op(kMload)) == 6 + 3 * 1024 + 1024 * 1024 / 512);
    CHECK(Run(Assembly().push(u256::power_of_two(32)).op(kMload)).execute().status ==
          Status::kOutOfGas);
    CHECK(Run(Assembly().push(u256::max()).op(kMload)).execute().status == Status::kOutOfGas);
}

CASE(evm, exponent_bytes_and_hashed_words_are_paid)
{
    CHECK(gas_of(Assembly().push(256).push(2).op(kExp)) == 6 + 10 + 100);
    CHECK(gas_of(Assembly().push(0).push(2).op(kExp)) == 6 + 10);
    CHECK(gas_of(Assembly().push(33).push(0).op(kKeccak256)) == 6 + 30 + 12 + 6);
    CHECK(gas_of(Assembly().push(9).push(1).push(0).op(kLog0 + 1)) == 9 + 750 + 8 + 3);
}

CASE(evm, a_callee_gets_all_but_one_part_in_64)
{
    Run run(Assembly().call(kCall, kOther).op(kStop));
    run.set_code(kOther, Assembly().op(kInvalid));
    run.message.gas = 100'000;
    const auto result = run.execute();
    // Six pushes, GAS, and a cold access are paid before the rest is divided.
    const auto before_call = 100'000 - 6 * 3 - 2 - 2600;
    CHECK(result.gas_left == before_call / 64);
}

CASE(evm, sending_value_costs_9000_and_a_new_account_25000)
{
    const auto send = [](bool exists) {
        Run run(Assembly().call(kCall, kOther, 1));
        run.host.accounts[kContract].balance = 1;
        if (exists) run.host.accounts[kOther].balance = 1;
        return Run::used(run.execute());
    };
    const auto pushes = 6 * 3 + 2;
    // The stipend comes back: the callee has no code.
    CHECK(send(true) == pushes + 2600 + 9000 - 2300);
    CHECK(send(false) == pushes + 2600 + 9000 + 25000 - 2300);
}

CASE(evm, self_destruction_costs_the_beneficiary)
{
    const auto destroy = [](std::uint64_t balance) {
        Run run(Assembly().push(kOther).op(kSelfdestruct));
        run.host.accounts[kContract].balance = balance;
        return Run::used(run.execute());
    };
    CHECK(destroy(0) == 3 + 5000 + 2600);
    CHECK(destroy(1) == 3 + 5000 + 2600 + 25000);
}
