// Shifts.

#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

using Op = Opcode;
constexpr int kLimb = 1 << 16;

/// SLL by nothing, whose power of two follows from bits that are none.
FalseRow odd_amount(std::string_view claim, std::size_t bit)
{
    const Setting setting{{Op::kSll, 7, 5, 6}, 0x00030002, 0};
    auto row = honest<chips::Shift>(setting);
    auto& bits = row.amount;
    bits[bit == 0 ? 1 : 0] = whole(1);
    bits[bit] = bit == 0 ? whole(-2) : divided(whole(-1), 1U << bit);
    row.low_power = (bits[0] + 1) * (bits[1] * 3 + 1);
    row.power = row.low_power * (bits[2] * 15 + 1) * (bits[3] * 255 + 1);
    row.cut.upper_scale = row.power;
    row.cut.lower_scale = whole(kLimb) * row.power.value.inverse();
    row.result.low = row.cut.raised.low = row.cut.lower.low * row.power;
    row.result.high = row.cut.raised.high = row.cut.lower.high * row.power;
    return lie<chips::Shift>(claim, setting, row);
}

/// SLL by 8, half of which goes 16 further.
FalseRow half_a_limb()
{
    const Setting setting{{Op::kSll, 7, 5, 6}, 0x00040002, 8};
    auto row = honest<chips::Shift>({setting.instruction, setting.x5, 0});
    row.second.value = word_of(8);
    row.amount[4] = divided(whole(1), 2);
    row.result = word_of(0x00030001);
    return lie<chips::Shift>("sll by 8 as by half of 16", setting, row);
}

/// SRA of 2^31 by 4, with a sign that is less than one.
template <typename Chip>
FalseRow odd_sign(const Setting& setting)
{
    auto row = honest<Chip>(setting);
    row.cut.sign_of_upper = whole(0x7ff);
    row.cut.sign = divided(whole(0x7ff), 0x800);
    row.result.high = row.cut.upper.high + row.cut.sign * kLimb - row.cut.sign_of_upper * 2;
    return lie<Chip>("sra: -2^31 >> 4, with a smaller sign", setting, row);
}

template <typename Chip>
FalseRow signed_srl(const Setting& setting, Opcode arithmetic)
{
    auto other = setting;
    other.instruction.opcode = arithmetic;
    auto row = honest<Chip>(other);
    row.is_sra = whole(0);
    row.is_srl = whole(1);
    return lie<Chip>("srl with a sign", setting, row);
}

template <typename Chip>
FalseRow unsigned_sra(const Setting& setting, Opcode logical)
{
    auto other = setting;
    other.instruction.opcode = logical;
    auto row = honest<Chip>(other);
    row.is_sra = whole(1);
    row.is_srl = whole(0);
    return lie<Chip>("sra without its sign", setting, row);
}

/// All of the upper limb counts as what is shifted out.
template <typename Chip>
FalseRow uncut(std::string_view claim, const Setting& setting)
{
    auto row = honest<Chip>(setting);
    row.cut.lower.high = row.first.value.high;
    row.cut.upper.high = whole(0);
    row.cut.raised.high = row.cut.lower.high * row.cut.upper_scale;
    row.result = word_of(0);
    return lie<Chip>(claim, setting, row);
}

}  // namespace

void add_shifts(std::vector<FalseRow>& rows)
{
    rows.push_back(odd_amount("sll by 0 as by 2 and -2 times 1", 0));
    rows.push_back(odd_amount("sll by 0 as by 1 and -1/2 times 2", 1));
    rows.push_back(odd_amount("sll by 0 as by 1 and -1/4 times 4", 2));
    rows.push_back(odd_amount("sll by 0 as by 1 and -1/8 times 8", 3));
    rows.push_back(half_a_limb());
    constexpr std::uint32_t kLeast = 0x80000000;
    rows.push_back(odd_sign<chips::Shift>({{Op::kSra, 7, 5, 6}, kLeast, 4}));
    rows.push_back(odd_sign<chips::ShiftImmediate>({{Op::kSrai, 7, 5, 0, 4}, kLeast}));
    rows.push_back(signed_srl<chips::Shift>({{Op::kSrl, 7, 5, 6}, kLeast, 4}, Op::kSra));
    rows.push_back(signed_srl<chips::ShiftImmediate>({{Op::kSrli, 7, 5, 0, 4}, kLeast}, Op::kSrai));

    rows.push_back(
        uncut<chips::Shift>("srl: 0x150000 >> 20 = 0", {{Op::kSrl, 7, 5, 6}, 0x00150000, 20}));
    rows.push_back(uncut<chips::ShiftImmediate>("srli: 0x150000 >> 20 = 0",
                                                {{Op::kSrli, 7, 5, 0, 20}, 0x00150000}));
    rows.push_back(unsigned_sra<chips::Shift>({{Op::kSra, 7, 5, 6}, kLeast, 4}, Op::kSrl));
    rows.push_back(
        unsigned_sra<chips::ShiftImmediate>({{Op::kSrai, 7, 5, 0, 4}, kLeast}, Op::kSrli));
}

}  // namespace archi::machine::lies
