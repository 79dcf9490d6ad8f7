// What an attacker tries at the limits of the machine: memory, depth, return data, destruction and
// collisions. The stack's limit is in instruction_cases.cpp.

#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"
#include "evm/limits.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

namespace {

/// Stores up to 32 bytes of `code` at the start of memory.
Assembly in_memory(const Bytes& code)
{
    Bytes word = code;
    word.resize(32);
    return Assembly().push(u256::from_be(word)).push(0).op(kMstore);
}

}  // namespace

CASE(evm, memory_that_no_gas_pays_for_is_never_taken)
{
    const u256 far[] = {u256(1) << 31, u256(1) << 32, u256(1) << 63, u256(UINT64_MAX), u256::max()};
    for (const auto& place : far) {
        const Assembly attempts[] = {
            Assembly().push(place).op(kMload),
            Assembly().push(1).push(place).op(kMstore),
            Assembly().push(1).push(place).op(kMstore8),
            Assembly().push(1).push(place).op(kKeccak256),
            Assembly().push(place).push(0).op(kKeccak256),
            Assembly().push(place).push(0).push(0).op(kCalldatacopy),
            Assembly().push(1).push(0).push(place).op(kCodecopy),
            Assembly().push(1).push(place).push(0).op(kMcopy),
            Assembly().push(1).push(place).op(kLog0),
            Assembly().push(place).push(0).op(kReturn),
            Assembly().push(1).push(place).op(kRevert),
            Assembly().push(1).push(place).push(0).op(kCreate),
            Assembly().push(1).push(place).push(0).push(0).push(0).push(kOther).op(kGas).op(kCall),
            Assembly().push(0).push(0).push(place).push(0).push(kOther).op(kGas).op(kStaticcall),
        };
        for (const auto& attempt : attempts) {
            const auto result = Run(attempt).execute();
            CHECK(result.status == Status::kOutOfGas || result.status == Status::kInitCodeTooLarge);
            CHECK(result.gas_left == 0);
        }
    }
}

CASE(evm, nothing_at_a_far_place_is_nothing)
{
    CHECK(Run(Assembly().push(0).push(u256::max()).op(kReturn)).execute().status ==
          Status::kSuccess);
    CHECK(Run(Assembly().push(0).push(u256::max()).op(kLog0)).execute().status == Status::kSuccess);
}

CASE(evm, a_return_data_bomb_is_paid_by_who_makes_it)
{
    constexpr std::uint64_t kSize = 100'000;
    for (const auto end : {kReturn, kRevert}) {
        Run run(Assembly().call(kCall, kOther).op(kReturndatasize).return_top());
        run.set_code(kOther, Assembly().push(kSize).push(0).op(end));
        const auto result = run.execute();
        CHECK(Run::word(result) == u256(kSize));
        // Words of memory w cost 3w + w²/512; the caller adds its own few words.
        constexpr std::int64_t kWords = kSize / 32;
        const auto bomb = 3 * kWords + kWords * kWords / 512;
        CHECK(Run::used(result) > bomb && Run::used(result) < bomb + 3000);

        // Who copies it pays for the copy, and cannot where the gas is gone.
        Run copying(
            Assembly().call(kCall, kOther).op(kReturndatasize).push(0).push(0).op(kReturndatacopy));
        copying.set_code(kOther, Assembly().push(kSize).push(0).op(end));
        copying.message.gas = bomb + bomb / 2;
        CHECK(copying.execute().status == Status::kOutOfGas);
    }
}

CASE(evm, a_creation_below_the_deepest_frame_fails_alone)
{
    // Each frame counts itself, creates an empty account, keeps its address, and calls itself.
    Run run(Assembly()
                .push(0)
                .op(kSload)
                .push(1)
                .op(kAdd)
                .store(0)
                .push(0)
                .push(0)
                .push(0)
                .op(kCreate)
                .store(1)
                .call(kCall, kContract));
    run.message.gas = std::int64_t{1} << 50;
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(run.host.storage(kContract, 0) == u256(kCallDepthLimit + 1));
    // The deepest frame stored last.
    CHECK(run.host.storage(kContract, 1) == u256{});
    CHECK(run.host.nonce(kContract) == kCallDepthLimit);
}

CASE(evm, delegations_in_a_loop_end_at_once)
{
    const auto designator = [](const Address& delegate) {
        Assembly code;
        code.op(0xef).op(0x01).op(0x00);
        for (const auto byte : delegate)
            code.op(byte);
        return code;
    };
    constexpr Address kFirst = small_address(0xa1);
    constexpr Address kSecond = small_address(0xa2);
    constexpr Address kItself = small_address(0xa3);
    for (const auto opcode : {kCall, kCallcode, kDelegatecall, kStaticcall})
        for (const auto& account : {kFirst, kItself}) {
            Run run(Assembly().call(opcode, account).return_top());
            run.set_code(kFirst, designator(kSecond));
            run.set_code(kSecond, designator(kFirst));
            run.set_code(kItself, designator(kItself));
            const auto result = run.execute();
            CHECK(result.status == Status::kSuccess);
            CHECK(Run::word(result) == u256{});  // a designator is no code to run
        }
}

CASE(evm, an_account_destroyed_at_birth_still_holds_its_address_in_the_transaction)
{
    const auto dying = Assembly().op(kAddress).op(kSelfdestruct).bytes();
    auto code = in_memory(dying);
    const auto create2 = [&] { code.push(9).push(dying.size()).push(0).push(0).op(kCreate2); };
    create2();
    code.store(0);
    create2();
    code.store(1);
    Run run(code);
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(!run.host.storage(kContract, 0).is_zero());
    CHECK(run.host.storage(kContract, 1).is_zero());
    run.host.end_transaction();

    // In the next transaction the address is free again.
    CHECK(run.execute().status == Status::kSuccess);
    CHECK(!run.host.storage(kContract, 0).is_zero());
}

CASE(evm, value_sent_to_an_account_after_its_destruction_is_burned)
{
    const auto dying = Assembly().op(kAddress).op(kSelfdestruct).bytes();
    auto code = in_memory(dying);
    code.push(dying.size()).push(0).push(5).op(kCreate).store(0);
    code.push(0).push(0).push(0).push(0).push(7).push(0).op(kSload).op(kGas).op(kCall).store(1);
    Run run(code);
    run.host.accounts[kContract].balance = 100;
    CHECK(run.execute().status == Status::kSuccess);
    const auto child = create_address(kContract, 0);
    CHECK(run.host.storage(kContract, 0) == u256::from_be(child.bytes));
    CHECK(run.host.storage(kContract, 1) == u256(1));
    CHECK(run.host.balance(child) == u256(7));
    run.host.end_transaction();
    CHECK(!run.host.accounts.contains(child));
    CHECK(run.host.balance(kContract) == u256(88));
}
