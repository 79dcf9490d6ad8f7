// Rows that count a part of one, in so many copies that they count once together: the opcode is
// that part of the chip's own, and so another instruction's.

#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

using Op = Opcode;

template <typename Chip>
FalseRow shared_lie(std::string_view claim, const Setting& setting, std::size_t copies,
                    const Row<Chip>& row)
{
    auto made = lie<Chip>(claim, setting, row);
    made.copies = copies;
    return made;
}

Number share(std::uint32_t copies)
{
    return divided(whole(1), copies);
}

}  // namespace

void add_shares(std::vector<FalseRow>& rows)
{
    // MUL is 38, SLTI 19.
    auto product = honest<chips::Multiply>({{Op::kMul, 7, 5, 0}, 0xffffffff});
    product.is_mul = share(2);
    rows.push_back(shared_lie<chips::Multiply>("slti: not -1 < 0",
                                               {{Op::kSlti, 7, 5, 0, 0}, 0xffffffff}, 2, product));
    // LW is 30, SRLI 15, whose immediate is 2^16 where it cuts nothing.
    constexpr std::uint32_t kLimb = 1U << 16;
    auto load = honest<chips::LoadWord>({{Op::kLw, 7, 5}, kSettingWord + 4});
    load.is_load = share(2);
    load.first.value = word_of(kSettingWord + 4);
    load.immediate = {whole(kLimb), whole(0)};
    load.carry.low = whole(1);
    rows.push_back(shared_lie<chips::LoadWord>(
        "srli loads", {{Op::kSrli, 7, 5, 0, 0}, kSettingWord + 4}, 2, load));
    // JALR is 29, ADD 1.
    auto jump = honest<chips::JumpRegister>({{Op::kJalr, 7, 5, 0, 0}, kSettingPc + 12});
    jump.is_jalr = share(29);
    rows.push_back(shared_lie<chips::JumpRegister>(
        "add jumps", {{Op::kAdd, 7, 5, 0}, kSettingPc + 12}, 29, jump));
    // The constant's is 4 and the hint's 46; ADD is 1, SUB 2. A constant's first source is the pc.
    auto constant = honest<chips::Constant>({{Op::kAddi, 7, 0, 0, 0}});
    constant.is_constant = share(4);
    constant.next_pc = whole(8);
    rows.push_back(shared_lie<chips::Constant>("add jumps to its register's number",
                                               {{Op::kAdd, 7, 8, 0}}, 4, constant));
    auto hint = honest<chips::Hint>({{Op::kHint, 7, 0, 0, 0}});
    hint.is_hint = share(23);
    rows.push_back(
        shared_lie<chips::Hint>("sub: 0 - 0 is any word", {{Op::kSub, 7, 0, 0}}, 23, hint));
}

}  // namespace archi::machine::lies
