// Quotients and remainders.

#include "machine/chips/multiply/product.hpp"
#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

using Op = Opcode;
using chips::Divide;

constexpr int kLimb = 1 << 16;
constexpr int kSign = 1 << 15;
/// kMinusOne 2^16 = p - 1.
constexpr int kMinusOne = static_cast<int>((F::kModulus - 1) >> 16);
constexpr std::uint32_t kLeast = 0x80000000;

/// 256 * 0x900000 - p.
constexpr std::uint32_t kWrapped = 256 * 0x900000U - F::kModulus;
/// 256 kUpper (kByte + 256) = 254 modulo p.
constexpr int kByte = 179;
constexpr int kUpper = 38267;
constexpr std::uint32_t kRest = 254;
static_assert(256ULL * kUpper * (kByte + 256) % F::kModulus == kRest);

Setting setting_of(Opcode opcode, std::uint32_t a, std::uint32_t b)
{
    return {{opcode, 7, 5, 6}, a, b};
}

std::array<Number, 2> conjunctions_of(const chips::Bytes<Number>& bytes)
{
    const auto both = [&](std::size_t i) {
        const auto a = bytes.byte[i].value.value();
        const auto b = bytes.byte[i + 1].value.value();
        return whole((a | b) < 256 ? a & b : 0);
    };
    return {both(0), both(2)};
}

bool is_negative(const Number& number)
{
    return number.value.value() > F::kModulus / 2;
}

/// What follows from signs, magnitudes, quotient and remainder.
Row<Divide> concluded(Row<Divide> row)
{
    row.divisor.conjunctions = conjunctions_of(row.divisor.bytes);
    row.quotient.conjunctions = conjunctions_of(row.quotient.bytes);
    const auto divisor = row.divisor.bytes.word();
    const auto quotient = row.quotient.bytes.word();
    const auto limb = chips::product_limbs(row.quotient.bytes, row.divisor.bytes);
    row.carry = divided(limb[0] + row.remainder.low - row.dividend.low, kLimb);
    row.borrow = whole(is_negative(divisor.low - row.remainder.low - 1) ? 1 : 0);
    const auto is_quotient = row.is_div + row.is_divu;
    const auto is_remainder = row.is_rem + row.is_remu;
    row.magnitude = {quotient.low * is_quotient + row.remainder.low * is_remainder,
                     quotient.high * is_quotient + row.remainder.high * is_remainder};
    const auto& a = row.first_sign;
    const auto& b = row.second_sign;
    row.is_negative = row.is_rem * a + row.is_div * (a + b - a * b * 2 - row.by_zero * a);
    row.result = row.magnitude;
    if (row.is_negative.value == F::one())
        row.result =
            word_of(0 - row.magnitude.low.value.value() - (row.magnitude.high.value.value() << 16));
    return row;
}

class Divisions {
public:
    explicit Divisions(std::vector<FalseRow>& rows) : rows_(rows) {}

    /// The honest row with changes, and what follows from them.
    template <typename Change>
    void add(std::string_view claim, const Setting& setting, const Change& change)
    {
        auto row = honest<Divide>(setting);
        change(row);
        rows_.push_back(lie<Divide>(claim, setting, concluded(row)));
    }
    /// The same with changes of what follows.
    template <typename Change, typename After>
    void add(std::string_view claim, const Setting& setting, const Change& change,
             const After& after)
    {
        auto row = honest<Divide>(setting);
        change(row);
        row = concluded(row);
        after(row);
        rows_.push_back(lie<Divide>(claim, setting, row));
    }

private:
    std::vector<FalseRow>& rows_;
};

constexpr auto kNothing = [](Row<Divide>& /*row*/) {};

auto divided_into(std::uint32_t quotient, std::uint32_t remainder)
{
    return [=](Row<Divide>& row) {
        row.quotient.bytes = bytes_of(quotient);
        row.remainder = word_of(remainder);
    };
}

auto of_magnitudes(std::uint32_t dividend, std::uint32_t divisor)
{
    return [=](Row<Divide>& row) {
        row.dividend = word_of(dividend);
        row.divisor.bytes = bytes_of(divisor);
        divided_into(dividend / divisor, dividend % divisor)(row);
    };
}

void add_signs(Divisions& rows)
{
    const auto with_signs = [](int first, int second, std::uint32_t a, std::uint32_t b) {
        return [=](Row<Divide>& row) {
            row.first_sign = whole(first);
            row.second_sign = whole(second);
            of_magnitudes(a, b)(row);
        };
    };
    rows.add("divu with a negative dividend", setting_of(Op::kDivu, 4, 2),
             with_signs(1, 0, 0U - 4, 2));
    rows.add("divu with a negative divisor", setting_of(Op::kDivu, 7, 2),
             with_signs(0, 1, 7, 0U - 2));
    rows.add("div: 4 is negative", setting_of(Op::kDiv, 4, 2), with_signs(1, 0, 0U - 4, 2));
    rows.add("div by 2 as by -2", setting_of(Op::kDiv, 7, 2), with_signs(0, 1, 7, 0U - 2));
    rows.add("div of another lower limb", setting_of(Op::kDiv, 7, 2), of_magnitudes(9, 2));
    rows.add("div of another upper limb", setting_of(Op::kDiv, 7, 2), of_magnitudes(0x10007, 2));
    rows.add("div of another upper limb, negative", setting_of(Op::kDiv, 0U - 7, 2),
             of_magnitudes(0x10007, 2));
    rows.add("divu by another lower limb", setting_of(Op::kDivu, 7, 2), of_magnitudes(7, 3));
    rows.add("divu by another upper limb", setting_of(Op::kDivu, 7, 2), of_magnitudes(7, 0x10002));
    rows.add("div by another upper limb, negative", setting_of(Op::kDiv, 7, 0U - 2),
             of_magnitudes(7, 0x10002));
    // 5 + 65530 = 65535, which kMinusOne + 1 times 2^16 is modulo p; 2^15 + 255 + that is 2^16.
    constexpr std::uint32_t kFalseMagnitude = 255U << 16 | 65530;
    static_assert(kSign + 255 + kMinusOne + 1 == kLimb);
    rows.add("div with a magnitude modulo p", setting_of(Op::kDiv, kLeast + 5, 1),
             of_magnitudes(kFalseMagnitude, 1));
    rows.add("div by a magnitude modulo p", setting_of(Op::kDiv, kLeast - 1, kLeast + 5),
             of_magnitudes(kLeast - 1, kFalseMagnitude));
}

void add_products_of_divisions(Divisions& rows)
{
    const auto uncarried = [](Row<Divide>& row) { row.carry = whole(0); };
    rows.add("remu: 7 % 2 = 0", setting_of(Op::kRemu, 7, 2), divided_into(3, 0), uncarried);
    rows.add("divu: 0x10006 / 2 = 3", setting_of(Op::kDivu, 0x10006, 2), divided_into(3, 0));
    rows.add("divu: 5 / 2^16 = 2^16", setting_of(Op::kDivu, 5, 0x10000), divided_into(0x10000, 5));
    rows.add("divu with a carry modulo p", setting_of(Op::kDivu, kWrapped, 0x900000),
             divided_into(256, 0));

    // Bytes that are none make a word that is one, and move what is carried.
    const auto lower = divided(whole(-static_cast<std::int64_t>(kWrapped & 0xffff)), kLimb);
    const chips::Bytes<Number> odd_lower{{lower * -256, lower, whole(0x90), whole(0)}};
    rows.add("divu by bytes that are none", setting_of(Op::kDivu, kWrapped, 0x900000),
             [&](Row<Divide>& row) {
                 divided_into(256, 0)(row);
                 row.divisor.bytes = odd_lower;
             });
    rows.add("divu with lower bytes that are none", setting_of(Op::kDivu, kWrapped, 256),
             [&](Row<Divide>& row) {
                 divided_into(0, 0)(row);
                 row.quotient.bytes = odd_lower;
             });
    const auto upper = divided(whole(-kUpper), kByte);
    const chips::Bytes<Number> odd_upper{{whole(0), whole(0), whole(kUpper) - upper * 256, upper}};
    constexpr std::uint32_t kOther = 0x10000 + 256 * kByte;
    constexpr auto kWord = static_cast<std::uint32_t>(kUpper) << 16;
    rows.add("divu by upper bytes that are none", setting_of(Op::kDivu, kRest << 16, kWord),
             [&](Row<Divide>& row) {
                 divided_into(kOther, 0)(row);
                 row.divisor.bytes = odd_upper;
             });
    rows.add("divu with upper bytes that are none", setting_of(Op::kDivu, kRest << 16, kOther),
             [&](Row<Divide>& row) {
                 divided_into(0, 0)(row);
                 row.quotient.bytes = odd_upper;
             });
}

void add_remainders(Divisions& rows)
{
    rows.add("div: 5 / 0 = -2", setting_of(Op::kDiv, 5, 0), divided_into(0xfffffffe, 5));
    rows.add("div: 5 / 0 = 0xfffeffff", setting_of(Op::kDiv, 5, 0), divided_into(0xfffeffff, 5));
    rows.add("divu: 7 / 2 = 4", setting_of(Op::kDivu, 7, 2), [](Row<Divide>& row) {
        divided_into(4, 0)(row);
        row.remainder.low = whole(-1);
    });
    rows.add("divu: 3 / 2 = 2, in the upper limb", setting_of(Op::kDivu, 0x30000, 0x20000),
             [](Row<Divide>& row) {
                 divided_into(2, 0)(row);
                 row.remainder.high = whole(-1);
             });
    const auto borrows = [](int borrow) {
        return [=](Row<Divide>& row) { row.borrow = whole(borrow); };
    };
    rows.add("remu: 7 % 2 = 3", setting_of(Op::kRemu, 7, 2), divided_into(2, 3), borrows(0));
    rows.add("remu: 0x10001 % 1 = 0x10001", setting_of(Op::kRemu, 0x10001, 1),
             divided_into(0, 0x10001));
    rows.add("remu with a borrow modulo p", setting_of(Op::kRemu, 0x10001, 1),
             divided_into(0, 0x10001), borrows(-kMinusOne));
}

void add_results(Divisions& rows)
{
    const auto seven = setting_of(Op::kDivu, 7, 2);
    const auto minus_six = setting_of(Op::kDiv, 0U - 6, 2);
    rows.add("divu with another magnitude", seven, kNothing,
             [](Row<Divide>& row) { row.magnitude.low = row.result.low = whole(4); });
    rows.add("divu with another upper magnitude", seven, kNothing,
             [](Row<Divide>& row) { row.magnitude.high = row.result.high = whole(1); });
    rows.add("div: 6 / 2 = -3", setting_of(Op::kDiv, 6, 2), kNothing, [](Row<Divide>& row) {
        row.is_negative = whole(1);
        row.result = word_of(0U - 3);
    });
    rows.add("divu: 7 / 2 = 4, at last", seven, kNothing,
             [](Row<Divide>& row) { row.result.low = whole(4); });
    rows.add("divu: 7 / 2 = 0x10003", seven, kNothing,
             [](Row<Divide>& row) { row.result.high = whole(1); });
    rows.add("div negated modulo p", minus_six, kNothing, [](Row<Divide>& row) {
        row.result = {whole(kLimb - 1 - 3), whole(kLimb - kMinusOne - 1)};
    });
    rows.add("div with another upper limb", minus_six, kNothing,
             [](Row<Divide>& row) { row.result.high = whole(0x1234); });
    rows.add("div whose lower limb is none", setting_of(Op::kDiv, 0U - 0x20006, 2), kNothing,
             [](Row<Divide>& row) { row.result = {whole(-3), whole(kLimb - 1)}; });
    rows.add("div whose upper limb is none", minus_six, kNothing,
             [](Row<Divide>& row) { row.result = {whole(kLimb - 3), whole(-1)}; });
}

void add_flags_of_divisions(std::vector<FalseRow>& rows)
{
    const auto with = [](auto row, int is_div, int is_divu, int is_rem, int is_remu) {
        row.is_div = whole(is_div);
        row.is_divu = whole(is_divu);
        row.is_rem = whole(is_rem);
        row.is_remu = whole(is_remu);
        return row;
    };
    rows.push_back(lie<Divide>("divu gives the remainder", setting_of(Op::kDivu, 7, 2),
                               with(honest<Divide>(setting_of(Op::kRem, 7, 2)), 1, -1, 1, 0)));
    // 2 * 3 - 1
    auto other = with(honest<Divide>(setting_of(Op::kDiv, 7, 2)), 1, 1, -1, 0);
    other.magnitude = other.result = word_of(5);
    rows.push_back(lie<Divide>("mulhu: 7 * 2 >> 32 = 5", setting_of(Op::kMulhu, 7, 2), other));
    rows.push_back(lie<Divide>("mulhsu: 7 * 2 >> 32 = 5", setting_of(Op::kMulhsu, 7, 2),
                               with(other, 1, 1, 0, -1)));

    // 4 is negative, as a row on no bus takes back the lookup of its sign.
    const auto four = setting_of(Op::kDiv, 4, 2);
    auto row = honest<Divide>(four);
    row.first_sign = whole(1);
    of_magnitudes(0U - 4, 2)(row);
    auto beside = with(Row<Divide>{}, -1, 1, 0, 0);
    beside.first.value.high = beside.dividend.high = beside.remainder.high = whole(-kSign);
    rows.push_back(lie<Divide>("div: 4 / 2 = 0x80000002", four, concluded(row), beside));
}

}  // namespace

void add_divisions(std::vector<FalseRow>& rows)
{
    Divisions divisions(rows);
    add_signs(divisions);
    add_products_of_divisions(divisions);
    add_remainders(divisions);
    add_results(divisions);
    add_flags_of_divisions(rows);
}

}  // namespace archi::machine::lies
