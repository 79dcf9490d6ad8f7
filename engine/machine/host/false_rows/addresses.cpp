// Loads, stores and jumps to where there is nothing, or to another place.

#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

using Op = Opcode;
constexpr int kLimb = 1 << 16;

/// As an address, register 6.
constexpr std::uint32_t kRegisterAddress = 0x40000018;
/// 2 p = 2^32 - 2^25 + 2: an address and one 2^25 - 2 below it differ by 2 p and 2^32.
constexpr std::uint32_t kTwice = (1U << 25) - 2;

template <typename Chip>
FalseRow of_register(std::string_view claim, Instruction instruction)
{
    auto row = honest<Chip>({instruction, kSettingWord});
    row.first.value = word_of(kRegisterAddress);
    return lie<Chip>(claim, {instruction, kRegisterAddress}, row);
}

template <typename Chip>
FalseRow misaligned(std::string_view claim, Instruction instruction)
{
    auto row = honest<Chip>({instruction, kSettingWord});
    row.first.value = word_of(kSettingWord + 1);
    row.odd = whole(1);
    return lie<Chip>(claim, {instruction, kSettingWord + 1}, row);
}

/// A carry out of the lower limb that is no bit: the address is met modulo p.
template <typename Chip>
FalseRow modulo_p(std::string_view claim, Instruction instruction)
{
    auto row = honest<Chip>({instruction, kSettingWord, 0, 7});
    const auto address = word_of(kSettingWord + kTwice);
    row.first.value = address;
    row.carry.high = whole(1);
    row.carry.low = whole(kLimb) - address.high;
    return lie<Chip>(claim, {instruction, kSettingWord + kTwice, 0, 7}, row);
}

/// A carry out of the word that is no bit: the address is 2^16 more.
template <typename Chip>
FalseRow above(std::string_view claim, Instruction instruction)
{
    const Setting setting{instruction, kSettingWord, 1, 7};
    auto row = honest<Chip>(setting);
    row.carry.high = divided(whole(-1), kLimb);
    return lie<Chip>(claim, setting, row);
}

/// A bit of the address that is more than one: the access goes to the word before.
template <typename Chip, typename Change>
FalseRow before(std::string_view claim, const Setting& setting, const Change& change)
{
    auto there = setting;
    there.x5 -= 4;
    auto row = honest<Chip>(there);
    row.first.value = word_of(setting.x5);
    change(row);
    return lie<Chip>(claim, setting, row);
}

void add_parts_of_addresses(std::vector<FalseRow>& rows)
{
    // Both limbs, or both bytes, are the same, so that one addressed twice over is there.
    constexpr std::uint32_t kNext = kSettingWord + 4;
    const auto twice_in_high = [](auto& row) { row.in_high = whole(2); };
    const auto four_odd = [](auto& row) { row.odd = whole(4); };
    rows.push_back(before<chips::LoadPart>("lh from the word before",
                                           {{Op::kLh, 7, 5}, kNext, 0, 0x00010001}, twice_in_high));
    rows.push_back(before<chips::LoadPart>("lb from the word before",
                                           {{Op::kLb, 7, 5}, kNext, 0, 0x0101}, four_odd));
    rows.push_back(before<chips::StorePart>("sh to the word before", {{Op::kSh, 0, 5, 6}, kNext},
                                            twice_in_high));
    rows.push_back(
        before<chips::StorePart>("sb to the word before", {{Op::kSb, 0, 5, 6}, kNext}, four_odd));
}

void add_jumps(std::vector<FalseRow>& rows)
{
    using chips::JumpRegister;
    constexpr Instruction kJump{Op::kJalr, 7, 5, 0, 0};
    constexpr std::uint32_t kTarget = kSettingPc + 12;
    const auto to = [&](std::uint32_t target, const auto& change) {
        auto row = honest<JumpRegister>({kJump, kTarget});
        row.first.value = word_of(target);
        change(row);
        return row;
    };
    // 2 p + the target is even, and so one itself.
    constexpr auto kFar = 2 * F::kModulus + kTarget;
    rows.push_back(lie<JumpRegister>("jalr to 2 p above the program", {kJump, kFar},
                                     to(kFar, [](auto& /*row*/) {})));
    rows.push_back(lie<JumpRegister>("jalr to 2^25 - 2 below", {kJump, kTarget + kTwice},
                                     to(kTarget + kTwice, [](auto& row) {
                                         row.high_carry = whole(1);
                                         row.low_carry = whole(kLimb) - row.first.value.high;
                                     })));
    rows.push_back(lie<JumpRegister>(
        "jalr to 2^16 above", {kJump, kTarget},
        to(kTarget, [](auto& row) { row.high_carry = divided(whole(-1), kLimb); })));
    rows.push_back(lie<JumpRegister>("jalr to the instruction before", {kJump, kTarget},
                                     to(kTarget, [](auto& row) { row.odd = whole(4); })));
}

}  // namespace

void add_addresses(std::vector<FalseRow>& rows)
{
    rows.push_back(of_register<chips::LoadWord>("lw loads a register", {Op::kLw, 7, 5}));
    rows.push_back(of_register<chips::StoreWord>("sw stores to a register", {Op::kSw, 0, 5, 6}));
    rows.push_back(of_register<chips::LoadPart>("lh loads from a register", {Op::kLh, 7, 5}));
    rows.push_back(of_register<chips::StorePart>("sh stores to a register", {Op::kSh, 0, 5, 6}));
    rows.push_back(misaligned<chips::LoadPart>("lh at an odd address", {Op::kLh, 7, 5}));
    rows.push_back(misaligned<chips::StorePart>("sh at an odd address", {Op::kSh, 0, 5, 6}));
    rows.push_back(modulo_p<chips::LoadPart>("lh from 2^25 - 2 below", {Op::kLh, 7, 5}));
    rows.push_back(modulo_p<chips::StorePart>("sh to 2^25 - 2 below", {Op::kSh, 0, 5, 6}));

    rows.push_back(modulo_p<chips::LoadWord>("lw from 2^25 - 2 below", {Op::kLw, 7, 5}));
    rows.push_back(modulo_p<chips::StoreWord>("sw to 2^25 - 2 below", {Op::kSw, 0, 5, 6}));
    rows.push_back(above<chips::LoadWord>("lw from 2^16 above", {Op::kLw, 7, 5}));
    rows.push_back(above<chips::StoreWord>("sw to 2^16 above", {Op::kSw, 0, 5, 6}));
    rows.push_back(above<chips::LoadPart>("lbu from 2^16 above", {Op::kLbu, 7, 5}));
    rows.push_back(above<chips::StorePart>("sb to 2^16 above", {Op::kSb, 0, 5, 6}));
    add_parts_of_addresses(rows);
    add_jumps(rows);

    rows.push_back(lie<chips::Exit>("addi exits", {{Op::kAddi, 7, 5, 0, 1}},
                                    honest<chips::Exit>({{Op::kExit, 0, 0, 0, 0}})));
}

}  // namespace archi::machine::lies
