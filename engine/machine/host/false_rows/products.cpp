// Products.

#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

using Op = Opcode;
using chips::MultiplyHigh;

constexpr int kLimb = 1 << 16;
/// kMinusOne 2^16 = p - 1: a carry that is so much more takes one away.
constexpr int kMinusOne = static_cast<int>((F::kModulus - 1) >> 16);
constexpr std::uint32_t kMinus1 = 0xffffffff;
constexpr std::uint32_t kLeast = 0x80000000;

/// The row of another instruction with the same operands, as that of `setting`.
FalseRow as_of(std::string_view claim, const Setting& setting, Opcode other)
{
    auto its_own = setting;
    its_own.instruction.opcode = other;
    auto row = honest<MultiplyHigh>(its_own);
    const auto is = [&](Opcode opcode) {
        return whole(setting.instruction.opcode == opcode ? 1 : 0);
    };
    row.is_mulh = is(Op::kMulh);
    row.is_mulhsu = is(Op::kMulhsu);
    row.is_mulhu = is(Op::kMulhu);
    return lie<MultiplyHigh>(claim, setting, row);
}

void add_lower_halves(std::vector<FalseRow>& rows)
{
    const Setting setting{{Op::kMul, 7, 5, 6}, 0x1234, 3};
    const auto row = honest<chips::Multiply>(setting);
    auto low = row;
    low.result = {low.result.low + 1, low.result.high + kMinusOne};
    low.carry[0] = low.carry[0] + kMinusOne;
    rows.push_back(lie<chips::Multiply>("mul with a carry modulo p", setting, low));
    auto high = row;
    high.result.high = high.result.high + 1;
    high.carry[1] = high.carry[1] + kMinusOne;
    rows.push_back(lie<chips::Multiply>("mul with an upper carry modulo p", setting, high));
}

}  // namespace

void add_products(std::vector<FalseRow>& rows)
{
    add_lower_halves(rows);
    rows.push_back(as_of("mulhu with a sign", {{Op::kMulhu, 7, 5, 6}, kMinus1, 2}, Op::kMulhsu));
    rows.push_back(as_of("mulhsu with two signs", {{Op::kMulhsu, 7, 5, 6}, 2, kLeast}, Op::kMulh));
    rows.push_back(
        as_of("mulh without the first sign", {{Op::kMulh, 7, 5, 6}, kMinus1, 2}, Op::kMulhu));
    rows.push_back(
        as_of("mulh without the second sign", {{Op::kMulh, 7, 5, 6}, 2, kMinus1}, Op::kMulhsu));

    // The product is 0x14b66dc1df4d840.
    const Setting setting{{Op::kMulhu, 7, 5, 6}, 0x12345678, 0x12345678};
    const auto row = honest<MultiplyHigh>(setting);
    auto low = row;
    low.low.high = low.low.high + kLimb;
    low.carry[1] = low.carry[1] - 1;
    low.result.low = low.result.low - 1;
    rows.push_back(lie<MultiplyHigh>("mulhu with one carry less", setting, low));

    auto wide_low = row;
    wide_low.result.low = wide_low.result.low + kLimb;
    wide_low.carry[2] = wide_low.carry[2] - 1;
    wide_low.result.high = wide_low.result.high - 1;
    rows.push_back(lie<MultiplyHigh>("mulhu whose lower limb is none", setting, wide_low));

    auto wide_high = row;
    wide_high.result.high = wide_high.result.high + kLimb;
    wide_high.top_carry = wide_high.top_borrow = whole(1);
    rows.push_back(lie<MultiplyHigh>("mulhu whose upper limb is none", setting, wide_high));

    auto second = row;
    second.low.high = second.low.high + 1;
    second.carry[1] = second.carry[1] + kMinusOne;
    second.result.low = second.result.low + kMinusOne;
    rows.push_back(lie<MultiplyHigh>("mulhu with a carry modulo p", setting, second));

    // The product is 0x1fffd0001: the upper limb of its lower half overflows.
    const Setting wide{{Op::kMulhu, 7, 5, 6}, 0x0001ffff, 0x0000ffff};
    auto first = honest<MultiplyHigh>(wide);
    first.low.low = first.low.low + 1;
    first.carry[0] = first.carry[0] + kMinusOne;
    first.low.high = first.low.high + (kMinusOne - kLimb);
    first.carry[1] = first.carry[1] + 1;
    first.result.low = first.result.low + 1;
    rows.push_back(lie<MultiplyHigh>("mulhu with a lower carry modulo p", wide, first));

    auto third = row;
    third.result.low = third.result.low + 1;
    third.carry[2] = third.carry[2] + kMinusOne;
    third.result.high = third.result.high + kMinusOne;
    rows.push_back(lie<MultiplyHigh>("mulhu with an upper carry modulo p", setting, third));
}

}  // namespace archi::machine::lies
