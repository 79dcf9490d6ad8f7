// Flags that are no bits: with one of them negative, a row is active once and carries the opcode of
// another instruction. The opcodes' numbers are those of rom.hpp.

#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

constexpr std::uint32_t kTarget = kSettingPc + 12;
using Op = Opcode;

void add_bitwise(std::vector<FalseRow>& rows)
{
    using chips::Bitwise;
    using chips::BitwiseImmediate;
    const auto with = [](auto row, int is_xor, int is_or, int is_and, std::uint32_t result) {
        row.is_xor = whole(is_xor);
        row.is_or = whole(is_or);
        row.is_and = whole(is_and);
        row.result = word_of(result);
        return row;
    };
    rows.push_back(lie<Bitwise>("xori: 5 ^ 0 = 0", {{Op::kXori, 7, 5, 0, 0}, 5},
                                with(honest<Bitwise>({{Op::kAnd, 7, 5, 0}, 5}), -1, 1, 1, 0)));
    rows.push_back(lie<Bitwise>("or: 5 | 2 = 0", {{Op::kOr, 7, 5, 6}, 5, 2},
                                with(honest<Bitwise>({{Op::kOr, 7, 5, 6}, 5, 2}), 1, -1, 1, 0)));
    // A constant's first source is its next pc.
    auto doubled = with(honest<Bitwise>({{Op::kAnd, 7, 5, 0}, 5}), 1, 1, -1, 10);
    doubled.rs1 = whole(kSettingPc + 4);
    rows.push_back(lie<Bitwise>("addi: 0 + 0 = 2 * 5", {{Op::kAddi, 7, 0, 0, 0}}, doubled));
    const auto immediate = honest<BitwiseImmediate>({{Op::kAndi, 7, 5, 0, 0}, 5});
    rows.push_back(lie<BitwiseImmediate>("sll: 5 << 0 = 0", {{Op::kSll, 7, 5, 0}, 5},
                                         with(immediate, -1, 1, 1, 0)));
    rows.push_back(lie<BitwiseImmediate>(
        "ori: 5 | 2 = 0", {{Op::kOri, 7, 5, 0, 2}, 5},
        with(honest<BitwiseImmediate>({{Op::kOri, 7, 5, 0, 2}, 5}), 1, -1, 1, 0)));
    rows.push_back(lie<BitwiseImmediate>("and: 5 & 0 = 10", {{Op::kAnd, 7, 5, 0}, 5},
                                         with(immediate, 1, 1, -1, 10)));
}

void add_shifts_by_flags(std::vector<FalseRow>& rows)
{
    const auto with = [](auto row, int is_sll, int is_srl, int is_sra) {
        row.is_sll = whole(is_sll);
        row.is_srl = whole(is_srl);
        row.is_sra = whole(is_sra);
        return row;
    };
    rows.push_back(
        lie<chips::Shift>("srl: 1 >> 1 = 2", {{Op::kSrl, 7, 5, 6}, 1, 1},
                          with(honest<chips::Shift>({{Op::kSll, 7, 5, 6}, 1, 1}), 1, -1, 1)));
    rows.push_back(
        lie<chips::Shift>("andi: 5 & 0 = 5", {{Op::kAndi, 7, 5, 0, 0}, 5},
                          with(honest<chips::Shift>({{Op::kSll, 7, 5, 0}, 5}), 1, 1, -1)));
    rows.push_back(lie<chips::ShiftImmediate>(
        "srli: 1 >> 8 = 256", {{Op::kSrli, 7, 5, 0, 8}, 1},
        with(honest<chips::ShiftImmediate>({{Op::kSlli, 7, 5, 0, 8}, 1}), 1, -1, 1)));
}

void add_products_by_flags(std::vector<FalseRow>& rows)
{
    using chips::MultiplyHigh;
    const auto with = [](const Setting& setting, int is_mulh, int is_mulhsu, int is_mulhu) {
        auto row = honest<MultiplyHigh>(setting);
        row.is_mulh = whole(is_mulh);
        row.is_mulhsu = whole(is_mulhsu);
        row.is_mulhu = whole(is_mulhu);
        return row;
    };
    rows.push_back(lie<MultiplyHigh>("div: 7 / 2 = 0", {{Op::kDiv, 7, 5, 6}, 7, 2},
                                     with({{Op::kMulhu, 7, 5, 6}, 7, 2}, -1, 1, 1)));
    rows.push_back(lie<MultiplyHigh>("mulhsu with a signed second factor",
                                     {{Op::kMulhsu, 7, 5, 6}, 2, 0x80000000},
                                     with({{Op::kMulh, 7, 5, 6}, 2, 0x80000000}, 1, -1, 1)));
    rows.push_back(lie<MultiplyHigh>("mul: 3 * 5 = 0", {{Op::kMul, 7, 5, 6}, 3, 5},
                                     with({{Op::kMulhu, 7, 5, 6}, 3, 5}, 1, 1, -1)));
}

void add_branches_by_flags(std::vector<FalseRow>& rows)
{
    using chips::BranchLess;
    const auto with = [](auto row, int is_blt, int is_bge, int is_bltu, int is_bgeu) {
        row.is_blt = whole(is_blt);
        row.is_bge = whole(is_bge);
        row.is_bltu = whole(is_bltu);
        row.is_bgeu = whole(is_bgeu);
        return row;
    };
    const auto place = [](std::int64_t pc) { return whole(pc); };
    auto stored = with(
        honest<BranchLess>({{Op::kBltu, 0, 5, 6, kTarget}, kSettingWord - 4, 2 * kSettingWord}), -2,
        1, 1, 1);
    stored.target = whole(4);
    stored.next_pc = place(2 * (std::int64_t{kSettingPc} + 4) - 4);
    rows.push_back(lie<BranchLess>("sw jumps and stores nothing",
                                   {{Op::kSw, 0, 5, 6, 4}, kSettingWord - 4, 2 * kSettingWord},
                                   stored));
    auto back = with(honest<BranchLess>({{Op::kBltu, 0, 5, 6, kTarget}, 5, 3}), 1, -1, 1, 0);
    back.next_pc = place(2 * (std::int64_t{kSettingPc} + 4) - kTarget);
    rows.push_back(
        lie<BranchLess>("bge jumps backwards", {{Op::kBge, 0, 5, 6, kTarget}, 5, 3}, back));
    rows.push_back(
        lie<BranchLess>("bne: 0 != 0", {{Op::kBne, 0, 5, 0, kTarget}, 0},
                        with(honest<BranchLess>({{Op::kBgeu, 0, 5, 0, kTarget}, 0}), 1, 1, -1, 0)));
    rows.push_back(
        lie<BranchLess>("beq: not 0 == 0", {{Op::kBeq, 0, 5, 0, kTarget}, 0},
                        with(honest<BranchLess>({{Op::kBltu, 0, 5, 0, kTarget}, 0}), 1, 1, 0, -1)));
}

void add_loads_by_flags(std::vector<FalseRow>& rows)
{
    using chips::LoadPart;
    const auto with = [](auto row, int is_lb, int is_lbu, int is_lh, int is_lhu) {
        row.is_lb = whole(is_lb);
        row.is_lbu = whole(is_lbu);
        row.is_lh = whole(is_lh);
        row.is_lhu = whole(is_lhu);
        return row;
    };
    const auto into_x0 = [](auto row) {
        row.rd = whole(0);
        row.destination = {whole(0), word_of(0)};
        return row;
    };
    constexpr std::uint32_t kBytes = 0x04030201;
    constexpr std::uint32_t kUpper = 0x00010000;
    rows.push_back(lie<LoadPart>(
        "sb x0 sets x0", {{Op::kSb, 0, 5, 0, 0}, kSettingWord, 0, kBytes},
        into_x0(with(honest<LoadPart>({{Op::kLhu, 7, 5}, kSettingWord, 0, kBytes}), -1, 1, 0, 1))));
    rows.push_back(lie<LoadPart>(
        "lbu loads a half", {{Op::kLbu, 7, 5}, kSettingWord, 0, kBytes},
        with(honest<LoadPart>({{Op::kLh, 7, 5}, kSettingWord, 0, kBytes}), 1, -1, 1, 0)));
    const auto zero_byte = honest<LoadPart>({{Op::kLbu, 7, 5}, kSettingWord, 0, kUpper});
    rows.push_back(lie<LoadPart>("sw x0 leaves the word",
                                 {{Op::kSw, 0, 5, 0, 0}, kSettingWord, 0, kUpper},
                                 into_x0(with(zero_byte, 1, 1, -1, 0))));
    rows.push_back(lie<LoadPart>("lw loads the lower limb only",
                                 {{Op::kLw, 7, 5}, kSettingWord, 0, kUpper},
                                 with(zero_byte, 1, 1, 0, -1)));
}

/// A row on no bus, whose lookups count negatively, takes back the false lookups of another.
void add_takings_back(std::vector<FalseRow>& rows)
{
    constexpr int kSign = 1 << 15;
    const auto take_back = [](auto& row) {
        row.is_slt = whole(-1);
        row.is_sltu = whole(1);
        row.first.value.high = whole(-kSign);
        row.comparison.high_differs = whole(1);
        row.comparison.difference = whole(-kSign - 1);
    };
    const auto say_less = [](auto& row) {
        row.comparison = {whole(1), whole(1), whole(1), whole(0), whole(0)};
    };
    const Setting less{{Op::kSlt, 7, 5, 6}, 5, 3};
    auto is_less = honest<chips::LessThan>(less);
    say_less(is_less);
    Row<chips::LessThan> beside{};
    take_back(beside);
    rows.push_back(lie<chips::LessThan>("slt: 5 < 3", less, is_less, beside));

    const Setting less_immediate{{Op::kSlti, 7, 5, 0, 3}, 5};
    auto is_less_immediate = honest<chips::LessThanImmediate>(less_immediate);
    say_less(is_less_immediate);
    Row<chips::LessThanImmediate> beside_immediate{};
    take_back(beside_immediate);
    rows.push_back(lie<chips::LessThanImmediate>("slti: 5 < 3", less_immediate, is_less_immediate,
                                                 beside_immediate));

    const Setting store{{Op::kSb, 0, 5, 6, 0}, kSettingWord, 5, 0};
    auto stored = honest<chips::StorePart>(store);
    stored.stored = stored.new_limb = stored.result.low = whole(1);
    Row<chips::StorePart> beside_stored{};
    beside_stored.is_sb = whole(-1);
    beside_stored.is_sh = whole(1);
    beside_stored.second.value.low = whole(5);
    beside_stored.stored = whole(1);
    beside_stored.stored_conjunction = stored.stored_conjunction;
    beside_stored.new_limb = beside_stored.result.low = whole(4);
    rows.push_back(lie<chips::StorePart>("sb stores 1 for 5", store, stored, beside_stored));
}

}  // namespace

void add_flags(std::vector<FalseRow>& rows)
{
    add_bitwise(rows);
    add_shifts_by_flags(rows);
    add_products_by_flags(rows);
    add_branches_by_flags(rows);
    add_loads_by_flags(rows);
    add_takings_back(rows);
}

}  // namespace archi::machine::lies
