#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

CASE(evm, a_call_to_itself_reaches_depth_1024)
{
    // Each frame adds one to slot 0 before it calls itself with all gas.
    Run run(Assembly().push(0).op(kSload).push(1).op(kAdd).store(0).call(kCall, kContract));
    run.message.gas = std::int64_t{1} << 50;
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(run.host.storage(kContract, 0) == u256(1025));
}

CASE(evm, what_a_delegate_call_sees_is_the_caller)
{
    Run run(Assembly().call(kDelegatecall, kOther));
    run.set_code(kOther,
                 Assembly().op(kCaller).store(1).op(kCallvalue).store(2).op(kAddress).store(3));
    run.message.value = 5;
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(run.host.storage(kContract, 1) == u256::from_be(kSender.bytes));
    CHECK(run.host.storage(kContract, 2) == u256(5));
    CHECK(run.host.storage(kContract, 3) == u256::from_be(kContract.bytes));
    CHECK(!run.host.has_storage(kOther));
}

CASE(evm, static_mode_forbids_every_change)
{
    const Assembly changes[] = {
        Assembly().push(1).store(0),
        Assembly().push(1).push(0).op(kTstore),
        Assembly().push(0).push(0).op(kLog0),
        Assembly().push(0).push(0).push(0).op(kCreate),
        Assembly().push(0).push(0).push(0).push(0).op(kCreate2),
        Assembly().push(kSender).op(kSelfdestruct),
        Assembly().call(kCall, kSender, 1),
    };
    for (const auto& change : changes) {
        Run run(Assembly().call(kStaticcall, kOther).return_top());
        run.set_code(kOther, change);
        run.host.accounts[kOther].balance = 10;
        CHECK(Run::word(run.execute()) == u256{});
        Run inherited(Assembly().call(kStaticcall, kOther).return_top());
        inherited.set_code(kOther, Assembly().call(kCall, small_address(0x777)).return_top());
        inherited.set_code(small_address(0x777), change);
        CHECK(inherited.execute().status == Status::kSuccess);
        CHECK(inherited.host.logs.empty() && !inherited.host.has_storage(small_address(0x777)));
    }
    Run allowed(Assembly().call(kStaticcall, kOther).return_top());
    allowed.set_code(kOther, Assembly().push(0).op(kSload));
    CHECK(Run::word(allowed.execute()) == u256(1));
}

CASE(evm, a_revert_undoes_the_callee_and_keeps_its_output)
{
    Run run(Assembly().call(kCall, kOther).op(kReturndatasize).return_top());
    run.set_code(kOther,
                 Assembly().push(1).store(0).push(0).push(0).op(kLog0).push(7).push(0).op(kRevert));
    const auto result = run.execute();
    CHECK(Run::word(result) == u256(7));
    CHECK(result.gas_refund == 0);
    CHECK(!run.host.has_storage(kOther));
    CHECK(run.host.logs.empty());
}

CASE(evm, warmth_ends_with_the_frame_that_failed)
{
    const auto address = small_address(0xaaaa);
    Run run(Assembly()
                .call(kCall, kOther)
                .op(kPop)
                .op(kGas)
                .push(address)
                .op(kBalance)
                .op(kGas)
                .op(kSwap1)
                .op(kPop)
                .op(kSwap1)
                .op(kSub)
                .return_top());
    run.set_code(kOther, Assembly().push(address).op(kBalance).op(kInvalid));
    CHECK(Run::word(run.execute()) == u256(3 + 2600 + 2));
}

CASE(evm, return_data_may_not_be_read_past_its_end)
{
    const auto copy = [](std::uint64_t size) {
        Run run(Assembly().call(kCall, kOther).push(size).push(0).push(0).op(kReturndatacopy));
        run.set_code(kOther, Assembly().push(3).push(0).op(kReturn));
        return run.execute().status;
    };
    CHECK(copy(3) == Status::kSuccess);
    CHECK(copy(4) == Status::kReturnDataOutOfBounds);
}

CASE(evm, transient_storage_belongs_to_its_account_and_transaction)
{
    Run run(Assembly().push(9).push(0).op(kTstore).call(kCall, kOther).push(0).op(kTload).store(0));
    run.set_code(kOther, Assembly().push(0).op(kTload).store(0));
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(run.host.storage(kContract, 0) == u256(9));
    CHECK(run.host.storage(kOther, 0) == u256{});
    run.set_code(kContract, Assembly().push(0).op(kTload).store(0));
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(run.host.storage(kContract, 0) == u256{});
}

CASE(evm, value_beyond_the_balance_fails_the_call_only)
{
    Run run(Assembly().call(kCall, kOther, 11).return_top());
    run.host.accounts[kContract].balance = 10;
    const auto result = run.execute();
    CHECK(result.status == Status::kSuccess);
    CHECK(Run::word(result) == u256{});
    CHECK(run.host.balance(kContract) == u256(10));
}

CASE(evm, an_old_account_survives_its_destruction)
{
    Run run(Assembly().push(kOther).op(kSelfdestruct));
    run.host.accounts[kContract].balance = 10;
    CHECK(run.execute().status == Status::kSuccess);
    run.host.end_transaction();
    CHECK(run.host.accounts.contains(kContract));
    CHECK(run.host.balance(kOther) == u256(10));
}
