#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"
#include "evm/cycles.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

CASE(evm, cycles_are_gas_and_surcharges)
{
    Run plain(Assembly().push(1).push(2).op(kAdd));
    CHECK(plain.execute().status == Status::kSuccess);
    CHECK(plain.cycles == 9 * cycles::kPerGas);

    Run dear(Assembly().push(1).push(2).op(kDiv));
    CHECK(dear.execute().status == Status::kSuccess);
    CHECK(dear.cycles == 11 * cycles::kPerGas + cycles::kDivision);

    Run hash(Assembly().push(136).push(0).op(kKeccak256));
    const auto used = Run::used(hash.execute());
    CHECK(hash.cycles ==
          static_cast<std::uint64_t>(used) * cycles::kPerGas + 2 * cycles::kKeccakPermutation);
}

CASE(evm, nothing_catches_the_cycle_limit)
{
    const auto code = Assembly().push(1).store(0).call(kCall, kOther).push(2).store(1);
    const auto callee = Assembly().push(1).push(2).op(kDiv).push(1).push(2).op(kMod);
    const auto reserve = static_cast<std::uint64_t>(kGasLimit) * cycles::kPerGas;

    Run enough(code);
    enough.set_code(kOther, callee);
    enough.cycle_limit = reserve + 2 * cycles::kDivision;
    CHECK(enough.execute().status == Status::kSuccess);
    CHECK(enough.host.storage(kContract, 1) == u256(2));

    Run one_short(code);
    one_short.set_code(kOther, callee);
    one_short.message.value = 1;
    one_short.cycle_limit = reserve + 2 * cycles::kDivision - 1;
    const auto result = one_short.execute();
    CHECK(result.status == Status::kCycleLimit);
    CHECK(result.gas_left == 0);
    CHECK(!one_short.host.has_storage(kContract));
    CHECK(one_short.host.balance(kContract) == u256{});
    CHECK(one_short.cycles <= one_short.cycle_limit);
}

CASE(evm, a_limit_below_the_gas_refuses_at_once)
{
    Run run(Assembly().push(1).store(0));
    run.cycle_limit = static_cast<std::uint64_t>(kGasLimit) * cycles::kPerGas - 1;
    CHECK(run.execute().status == Status::kCycleLimit);
    CHECK(!run.host.has_storage(kContract));
}

CASE(evm, surcharges_outlive_a_revert)
{
    Run run(Assembly().call(kCall, kOther));
    run.set_code(kOther, Assembly().push(1).push(2).op(kDiv).push(0).push(0).op(kRevert));
    const auto used = Run::used(run.execute());
    CHECK(run.cycles == static_cast<std::uint64_t>(used) * cycles::kPerGas + cycles::kDivision);
}
