// Sums whose carry out of the lower limb is met modulo p: 1/2^16 is -kMinusOne.

#include "machine/host/false_rows/scene.hpp"

namespace archi::machine::lies {

namespace {

using Op = Opcode;
/// kMinusOne 2^16 = p - 1.
constexpr std::uint32_t kMinusOne = (F::kModulus - 1) >> 16;

}  // namespace

void add_sums(std::vector<FalseRow>& rows)
{
    constexpr std::uint32_t kSource = kMinusOne << 16 | 5;
    const auto with = [](auto row, std::uint32_t result) {
        row.result = word_of(result);
        return row;
    };
    const Setting sum{{Op::kAdd, 7, 5, 6}, kSource, 0};
    const Setting difference{{Op::kSub, 7, 5, 6}, 5, 0};
    const Setting immediate{{Op::kAddi, 7, 5, 0, 0}, kSource};
    rows.push_back(
        lie<chips::AddSub>("add: 0x7f000005 + 0 = 4", sum, with(honest<chips::AddSub>(sum), 4)));
    rows.push_back(lie<chips::AddSub>("sub: 5 - 0 = 0x7f000006", difference,
                                      with(honest<chips::AddSub>(difference), kSource + 1)));
    rows.push_back(lie<chips::AddImmediate>("addi: 0x7f000005 + 0 = 4", immediate,
                                            with(honest<chips::AddImmediate>(immediate), 4)));
}

}  // namespace archi::machine::lies
