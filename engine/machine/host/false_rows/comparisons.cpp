// Comparisons and branches.

#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

using Op = Opcode;
constexpr std::uint32_t kTarget = kSettingPc + 12;
constexpr int kSign = 1 << 15;
constexpr int kLimb = 1 << 16;

/// The comparison of words that differ in their upper limbs once the signs count.
chips::Comparison<Number> compared(const chips::Word<Number>& a, const chips::Word<Number>& b,
                                   const Number& first_sign, const Number& second_sign,
                                   bool is_less)
{
    const auto high = a.high - b.high - (first_sign - second_sign) * kLimb;
    return {whole(is_less ? 1 : 0), whole(1), first_sign, second_sign,
            is_less ? high + kLimb : high - 1};
}

/// A sign that is no bit, for which limb - sign 2^15 is one.
Number sign_that_leaves_one(const Number& limb)
{
    return divided(limb - 1, kSign);
}

template <typename Chip>
Row<Chip> signed_row(const Setting& setting, const Number& first_sign, const Number& second_sign,
                     bool is_less)
{
    auto row = honest<Chip>(setting);
    row.comparison = compared(row.first.value, row.second.value, first_sign, second_sign, is_less);
    return row;
}

Row<chips::BranchLess> signed_branch(const Setting& setting, const Number& first_sign,
                                     const Number& second_sign, bool is_less)
{
    auto row = signed_row<chips::BranchLess>(setting, first_sign, second_sign, is_less);
    row.next_pc = whole(is_less ? kTarget : kSettingPc + 4);
    return row;
}

void add_less_than(std::vector<FalseRow>& rows)
{
    using chips::LessThan;
    const Setting down{{Op::kSltu, 7, 5, 6}, 5, 3};
    const Setting up{{Op::kSltu, 7, 5, 6}, 3, 5};
    rows.push_back(lie<LessThan>("sltu: 5 < 3, as if 5 were negative", down,
                                 signed_row<LessThan>(down, whole(1), whole(0), true)));
    rows.push_back(lie<LessThan>("sltu: not 3 < 5, as if 5 were negative", up,
                                 signed_row<LessThan>(up, whole(0), whole(1), false)));

    const auto odd_sign = sign_that_leaves_one(whole(0));
    const Setting signed_less{{Op::kSlt, 7, 5, 6}, 3, 5};
    const Setting signed_more{{Op::kSlt, 7, 5, 6}, 7, 5};
    rows.push_back(lie<LessThan>("slt: not 3 < 5, by a sign that is no bit", signed_less,
                                 signed_row<LessThan>(signed_less, odd_sign, whole(0), false)));
    rows.push_back(lie<LessThan>("slt: 7 < 5, by a sign that is no bit", signed_more,
                                 signed_row<LessThan>(signed_more, whole(0), odd_sign, true)));
    rows.push_back(lie<LessThan>("slt: 7 < 5, by a false sign", signed_more,
                                 signed_row<LessThan>(signed_more, whole(1), whole(0), true)));
    rows.push_back(lie<LessThan>("slt: not 3 < 5, by a false sign", signed_less,
                                 signed_row<LessThan>(signed_less, whole(0), whole(1), false)));
}

void add_less_than_immediate(std::vector<FalseRow>& rows)
{
    using chips::LessThanImmediate;
    const auto with = [](const Setting& setting, const Number& first, const Number& second,
                         bool is_less) {
        auto row = honest<LessThanImmediate>(setting);
        row.comparison = compared(row.first.value, row.immediate, first, second, is_less);
        return row;
    };
    const Setting unsigned_down{{Op::kSltiu, 7, 5, 0, 3}, 5};
    const Setting unsigned_up{{Op::kSltiu, 7, 5, 0, 5}, 3};
    const Setting signed_down{{Op::kSlti, 7, 5, 0, 5}, 7};
    rows.push_back(lie<LessThanImmediate>("sltiu: 5 < 3", unsigned_down,
                                          with(unsigned_down, whole(1), whole(0), true)));
    rows.push_back(lie<LessThanImmediate>("sltiu: not 3 < 5", unsigned_up,
                                          with(unsigned_up, whole(0), whole(1), false)));
    // less 2^16 = 2 makes the difference zero.
    auto partly = honest<LessThanImmediate>(unsigned_up);
    partly.comparison.is_less = divided(whole(2), kLimb);
    partly.comparison.difference = whole(0);
    rows.push_back(lie<LessThanImmediate>("sltiu: 3 < 5 in part", unsigned_up, partly));
    const Setting signed_up{{Op::kSlti, 7, 5, 0, 5}, 3};
    const auto odd_sign = sign_that_leaves_one(whole(0));
    rows.push_back(lie<LessThanImmediate>("slti: 7 < 5, by a sign that is no bit", signed_down,
                                          with(signed_down, whole(0), odd_sign, true)));
    rows.push_back(lie<LessThanImmediate>("slti: not 3 < 5, by a sign that is no bit", signed_up,
                                          with(signed_up, odd_sign, whole(0), false)));
    rows.push_back(lie<LessThanImmediate>("slti: 7 < 5, by a false sign", signed_down,
                                          with(signed_down, whole(1), whole(0), true)));
    rows.push_back(lie<LessThanImmediate>("slti: not 3 < 5, by a false sign", signed_up,
                                          with(signed_up, whole(0), whole(1), false)));
}

template <typename Chip>
FalseRow elsewhere(std::string_view claim, const Setting& setting)
{
    auto row = honest<Chip>(setting);
    row.next_pc = whole(kTarget + 4);
    return lie<Chip>(claim, setting, row);
}

void add_branches(std::vector<FalseRow>& rows)
{
    using chips::BranchLess;
    const Setting up{{Op::kBlt, 0, 5, 6, kTarget}, 3, 5};
    const Setting down{{Op::kBlt, 0, 5, 6, kTarget}, 7, 5};
    const Setting unsigned_up{{Op::kBltu, 0, 5, 6, kTarget}, 3, 5};
    const Setting unsigned_down{{Op::kBltu, 0, 5, 6, kTarget}, 7, 5};
    const auto odd_sign = sign_that_leaves_one(whole(0));
    rows.push_back(lie<BranchLess>("blt: not 3 < 5, by a sign that is no bit", up,
                                   signed_branch(up, odd_sign, whole(0), false)));
    rows.push_back(lie<BranchLess>("blt: 7 < 5, by a sign that is no bit", down,
                                   signed_branch(down, whole(0), odd_sign, true)));
    rows.push_back(lie<BranchLess>("bltu: 7 < 5", unsigned_down,
                                   signed_branch(unsigned_down, whole(1), whole(0), true)));
    rows.push_back(lie<BranchLess>("bltu: not 3 < 5", unsigned_up,
                                   signed_branch(unsigned_up, whole(0), whole(1), false)));
    rows.push_back(lie<BranchLess>("blt: 7 < 5, by a false sign", down,
                                   signed_branch(down, whole(1), whole(0), true)));
    rows.push_back(lie<BranchLess>("blt: not 3 < 5, by a false sign", up,
                                   signed_branch(up, whole(0), whole(1), false)));
    rows.push_back(elsewhere<BranchLess>("blt goes elsewhere", up));
    rows.push_back(
        elsewhere<chips::BranchEqual>("beq goes elsewhere", {{Op::kBeq, 0, 5, 6, kTarget}, 3, 3}));
    rows.push_back(
        elsewhere<chips::BranchZero>("bne goes elsewhere", {{Op::kBne, 0, 5, 0, kTarget}, 3}));

    const auto equal = [&rows](std::string_view claim, std::uint32_t word) {
        const Setting different{{Op::kBeq, 0, 5, 6, kTarget}, word, 0};
        auto row = honest<chips::BranchEqual>(different);
        row.is_equal = whole(1);
        row.inverse = word_of(0);
        row.next_pc = whole(kTarget);
        rows.push_back(lie<chips::BranchEqual>(claim, different, row));
    };
    equal("beq: 1 == 0", 1);
    equal("beq: 65536 == 0", 0x10000);

    // less 2^16 = 2 makes the difference zero.
    auto partly = honest<BranchLess>(up);
    partly.comparison.is_less = divided(whole(2), kLimb);
    partly.comparison.difference = whole(0);
    partly.next_pc = partly.comparison.is_less * 8 + (kSettingPc + 4);
    rows.push_back(lie<BranchLess>("blt is taken in part", up, partly));
    const Setting by_limbs{{Op::kBltu, 0, 5, 6, kTarget}, 0x10000, 1};
    auto lower = honest<BranchLess>(by_limbs);
    lower.comparison = {whole(1), whole(0), whole(0), whole(0), whole(kLimb - 1)};
    lower.next_pc = whole(kTarget);
    rows.push_back(lie<BranchLess>("bltu: 65536 < 1, by the lower limbs", by_limbs, lower));
}

}  // namespace

void add_comparisons(std::vector<FalseRow>& rows)
{
    add_less_than(rows);
    add_less_than_immediate(rows);
    add_branches(rows);
}

}  // namespace archi::machine::lies
