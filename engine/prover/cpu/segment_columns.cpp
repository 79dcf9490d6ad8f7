#include "prover/cpu/segment_columns.hpp"

#include "machine/chips.hpp"

namespace archi::prover::cpu {

namespace {

using verifier::FixedColumns;

/// The closed-form columns of a chip, made once.
template <typename Chip>
const std::vector<F>& closed_form_columns()
{
    static const std::vector<F> columns = [] {
        constexpr auto kHeight = std::size_t{1} << Chip::kLogHeight;
        constexpr auto kCount = machine::kFixedColumns<Chip>;
        std::vector<F> out(kCount * kHeight);
        for (std::size_t x = 0; x < kHeight; ++x) {
            const auto row = Chip::fixed_row(x);
            std::array<std::uint32_t, kCount> values;
            static_assert(sizeof row == sizeof values);
            __builtin_memcpy(values.data(), static_cast<const void*>(&row), sizeof values);
            for (std::size_t i = 0; i < kCount; ++i)
                out[i * kHeight + x] = F(values[i]);
        }
        return out;
    }();
    return columns;
}

void append_closed_form(std::size_t chip, std::vector<const F*>& columns)
{
    machine::visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = typename Tag::Chip;
        if constexpr (machine::ClosedForm<Chip>)
            for (std::size_t i = 0; i < machine::kFixedColumns<Chip>; ++i)
                columns.push_back(closed_form_columns<Chip>().data() + (i << Chip::kLogHeight));
    });
}

}  // namespace

std::vector<const F*> columns_of(const CommittedSegment& segment, std::size_t j)
{
    const auto& chip = segment.air[segment.shape[j].chip];
    const auto stack = chip.commitment == machine::Commitment::kEarly ? verifier::kEarlyStack
                                                                      : verifier::kMainStack;
    std::size_t first = 0;
    for (std::size_t i = 0; i < j; ++i) {
        const auto& other = segment.air[segment.shape[i].chip];
        if (other.commitment == chip.commitment) first += other.columns;
    }
    std::vector<const F*> columns;
    const auto& own = static_cast<const CpuCommitted&>(*segment.stacks[stack]);
    for (unsigned i = 0; i < chip.columns; ++i)
        columns.push_back(own.column(first + i));
    if (chip.fixed == FixedColumns::kClosedForm) append_closed_form(segment.shape[j].chip, columns);
    if (chip.fixed == FixedColumns::kProgram) {
        const auto& program =
            static_cast<const CpuCommitted&>(*segment.stacks[verifier::kProgramStack]);
        const auto begin = segment.layout.program.first[segment.shape[j].chip];
        for (unsigned i = 0; i < chip.fixed_columns; ++i)
            columns.push_back(program.column(begin + i));
    }
    return columns;
}

}  // namespace archi::prover::cpu
