#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

namespace {

constexpr Address kDelegate = small_address(0xde1e);

Assembly designator(const Address& delegate)
{
    Assembly code;
    code.op(0xef).op(0x01).op(0x00);
    for (const auto byte : delegate)
        code.op(byte);
    return code;
}

std::int64_t gas_of_call(Revision revision, const Address& delegate)
{
    Run run(Assembly().call(kCall, kOther));
    run.environment.revision = revision;
    run.set_code(kOther, designator(delegate));
    run.set_code(kDelegate, Assembly().op(kStop));
    return Run::used(run.execute());
}

}  // namespace

CASE(evm, a_delegated_account_runs_its_delegates_code)
{
    Run run(Assembly().call(kCall, kOther));
    run.set_code(kOther, designator(kDelegate));
    run.set_code(kDelegate, Assembly().op(kAddress).store(0));
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(run.host.storage(kOther, 0) == u256::from_be(kOther.bytes));
}

CASE(evm, the_outermost_call_follows_delegation_without_charge)
{
    Run run(designator(kDelegate));
    run.set_code(kDelegate, Assembly().push(1).return_top());
    const auto result = run.execute();
    CHECK(Run::word(result) == u256(1));
    CHECK(Run::used(result) == 3 + 3 + 6 + 6);
}

CASE(evm, following_a_delegation_costs_an_access)
{
    const auto pushes = 6 * 3 + 2;
    CHECK(gas_of_call(Revision::kPrague, kDelegate) == pushes + 2600 + 2600);
    CHECK(gas_of_call(Revision::kPrague, kContract) > pushes + 2600 + 100);
}

CASE(evm, delegation_is_followed_once)
{
    Run run(Assembly().call(kCall, kOther).return_top());
    run.set_code(kOther, designator(kDelegate));
    run.set_code(kDelegate, designator(kContract));
    CHECK(Run::word(run.execute()) == u256{});  // 0xef is no instruction
}

CASE(evm, a_delegated_precompile_is_no_code)
{
    Run run(Assembly().call(kCall, kOther).op(kReturndatasize).op(kAdd).return_top());
    run.set_code(kOther, designator(small_address(2)));
    CHECK(Run::word(run.execute()) == u256(1));
}

CASE(evm, code_instructions_see_the_designator)
{
    Run run(Assembly().push(kOther).op(kExtcodesize).return_top());
    run.set_code(kOther, designator(kDelegate));
    CHECK(Run::word(run.execute()) == u256(23));
}
