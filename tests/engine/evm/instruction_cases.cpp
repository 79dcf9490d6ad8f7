#include "base/keccak.hpp"
#include "cases/case.hpp"
#include "engine/evm/assembly.hpp"

using namespace archi;
using namespace archi::evm;
using namespace archi::evm::test;

namespace {

/// The result of one instruction on `operands`, the topmost last.
u256 apply(std::uint8_t opcode, std::initializer_list<u256> operands)
{
    Assembly code;
    for (const auto& operand : operands)
        code.push(operand);
    return Run::word(Run(code.op(opcode).return_top()).execute());
}

Status status_of(const Assembly& code)
{
    return Run(code).execute().status;
}

}  // namespace

CASE(evm, arithmetic_takes_the_topmost_word_first)
{
    const auto minus_seven = -u256(7);
    CHECK(apply(kSub, {3, 10}) == u256(7));
    CHECK(apply(kDiv, {4, 21}) == u256(5));
    CHECK(apply(kDiv, {0, 21}) == u256{});
    CHECK(apply(kSdiv, {2, minus_seven}) == -u256(3));
    CHECK(apply(kMod, {4, 23}) == u256(3));
    CHECK(apply(kSmod, {4, minus_seven}) == -u256(3));
    CHECK(apply(kAddmod, {10, u256::max(), u256::max()}) == u256(0));
    CHECK(apply(kMulmod, {12, u256::max(), u256::max()}) == u256(9));
    CHECK(apply(kExp, {5, 3}) == u256(243));
    CHECK(apply(kSignextend, {0x80, 0}) == -u256(128));
}

CASE(evm, comparisons_and_bits_follow_the_yellow_paper)
{
    CHECK(apply(kLt, {2, 1}) == u256(1));
    CHECK(apply(kGt, {2, 1}) == u256{});
    CHECK(apply(kSlt, {0, u256::max()}) == u256(1));
    CHECK(apply(kSgt, {0, u256::max()}) == u256{});
    CHECK(apply(kByte, {0x1234, 31}) == u256(0x34));
    CHECK(apply(kShl, {1, 255}) == u256::power_of_two(255));
    CHECK(apply(kShr, {u256::max(), 256}) == u256{});
    CHECK(apply(kSar, {u256::max(), 300}) == u256::max());
    CHECK(apply(kClz, {1}) == u256(255));
    CHECK(apply(kClz, {0}) == u256(256));
}

CASE(evm, count_leading_zeros_is_undefined_before_osaka)
{
    Run run(Assembly().push(1).op(kClz));
    run.environment.revision = Revision::kPrague;
    CHECK(run.execute().status == Status::kUndefinedInstruction);
}

CASE(evm, every_push_reads_its_bytes_and_zeros_past_the_end)
{
    for (unsigned width = 0; width <= 32; ++width) {
        Assembly code;
        code.op(static_cast<std::uint8_t>(kPush0 + width));
        u256 expected;
        for (unsigned i = 0; i < width; ++i) {
            code.op(static_cast<std::uint8_t>(i + 1));
            expected = expected << 8 | u256(i + 1);
        }
        CHECK(Run::word(Run(code.return_top()).execute()) == expected);
    }
    Run cut(Assembly().op(kPush32).op(0xff));
    CHECK(cut.execute().status == Status::kSuccess);
}

CASE(evm, duplicates_and_swaps_reach_sixteen_deep)
{
    for (unsigned depth = 1; depth <= 16; ++depth) {
        Assembly duplicate;
        Assembly swap;
        for (unsigned i = 0; i <= depth; ++i) {
            duplicate.push(100 + i);
            swap.push(100 + i);
        }
        duplicate.op(static_cast<std::uint8_t>(kDup1 + depth - 1)).return_top();
        swap.op(static_cast<std::uint8_t>(kSwap1 + depth - 1)).return_top();
        CHECK(Run::word(Run(duplicate).execute()) == u256(101));
        CHECK(Run::word(Run(swap).execute()) == u256(100));
    }
}

CASE(evm, the_stack_holds_1024_words_and_no_more)
{
    Assembly full;
    for (int i = 0; i < 1024; ++i)
        full.op(kPush0);
    CHECK(status_of(full) == Status::kSuccess);
    CHECK(status_of(Assembly(full).op(kPush0)) == Status::kStackOverflow);
    CHECK(status_of(Assembly(full).op(kDup1)) == Status::kStackOverflow);
    CHECK(status_of(Assembly(full).op(kAdd)) == Status::kSuccess);
    CHECK(status_of(Assembly().push(1).op(kAdd)) == Status::kStackUnderflow);
    CHECK(status_of(Assembly().op(kPop)) == Status::kStackUnderflow);
}

CASE(evm, jumps_only_to_destinations_outside_push_data)
{
    CHECK(status_of(Assembly().push(34).op(kJump).op(kJumpdest)) == Status::kSuccess);
    CHECK(status_of(Assembly().push(35).op(kJump).op(kPush1).op(kJumpdest)) ==
          Status::kBadJumpDestination);
    CHECK(status_of(Assembly().push(u256::power_of_two(64)).op(kJump)) ==
          Status::kBadJumpDestination);
    CHECK(status_of(Assembly().push(0).push(9999).op(kJumpi)) == Status::kSuccess);
    CHECK(status_of(Assembly().push(1).push(9999).op(kJumpi)) == Status::kBadJumpDestination);
}

CASE(evm, memory_copies_overlap_correctly)
{
    const auto word = u256(0x0102030405060708) << 192;
    Run run(Assembly()
                .push(word)
                .push(0)
                .op(kMstore)
                .push(8)
                .push(0)
                .push(1)
                .op(kMcopy)
                .push(0)
                .op(kMload)
                .return_top());
    CHECK(Run::word(run.execute()) == (u256(0x0101020304050607) << 192 | u256(8) << 184));
}

CASE(evm, keccak_hashes_memory)
{
    Run run(Assembly().push(0).push(0).op(kKeccak256).return_top());
    CHECK(Run::word(run.execute()) == u256::from_be(kEmptyKeccak.bytes));
}

CASE(evm, call_data_reads_as_zero_past_its_end)
{
    Run run(Assembly().push(1).op(kCalldataload).return_top());
    const Bytes input{0xaa, 0xbb};
    run.message.input = input;
    CHECK(Run::word(run.execute()) == u256(0xbb) << 248);
    Run far(Assembly().push(u256::max()).op(kCalldataload).return_top());
    far.message.input = input;
    CHECK(Run::word(far.execute()) == u256{});
}

CASE(evm, block_hashes_reach_256_blocks_back)
{
    const auto asked = [](std::uint64_t number) {
        Run run(Assembly().push(number).op(kBlockhash).return_top());
        run.environment.block.number = 1000;
        for (std::uint64_t i = 0; i <= 1000; ++i)
            run.host.block_hashes[i] = u256(i + 1).to_be();
        return Run::word(run.execute());
    };
    CHECK(asked(999) == u256(1000));
    CHECK(asked(744) == u256(745));
    CHECK(asked(743) == u256{});
    CHECK(asked(1000) == u256{});
}
