#include <algorithm>
#include <vector>

#include "cases/case.hpp"
#include "iop/machine_field.hpp"
#include "machine/contexts/affine.hpp"
#include "machine/limits.hpp"

namespace {

using namespace archi;
using namespace archi::machine;
using iop::E;

E random_element(cases::Context& context)
{
    E::Coefficients coefficients;
    for (auto& each : coefficients)
        each = F(static_cast<std::uint32_t>(context.random()));
    return E(coefficients);
}

template <typename Fixed>
auto values(const Fixed& fixed)
{
    return std::bit_cast<std::array<E, sizeof(Fixed) / sizeof(E)>>(fixed);
}

/// The closed form is each fixed column at the corners, and of degree one in every variable.
template <typename Chip>
void check_closed_form(cases::Context& context)
{
    constexpr auto kWidth = kFixedColumns<Chip>;
    const std::size_t height = std::size_t{1} << Chip::kLogHeight;
    std::vector<E> point(Chip::kLogHeight);
    for (std::size_t row = 0; row < height; row += height < 4096 ? 1 : 1 + context.random() % 16) {
        for (unsigned i = 0; i < Chip::kLogHeight; ++i)
            point[i] = F(row >> i & 1);
        const auto fixed = std::bit_cast<std::array<std::uint32_t, kWidth>>(Chip::fixed_row(row));
        const auto at = values(Chip::template fixed_at<E>(point));
        for (std::size_t i = 0; i < kWidth; ++i)
            CHECK(at[i] == E(F(fixed[i])));
    }
    for (auto& each : point)
        each = random_element(context);
    const auto at = [&point](unsigned variable, const E& value) {
        auto moved = point;
        moved[variable] = value;
        return values(Chip::template fixed_at<E>(moved));
    };
    for (unsigned variable = 0; variable < Chip::kLogHeight; ++variable) {
        const auto here = at(variable, point[variable]);
        const auto zero = at(variable, E());
        const auto one = at(variable, E::one());
        for (std::size_t i = 0; i < kWidth; ++i)
            CHECK(here[i] == zero[i] + (one[i] - zero[i]) * point[variable]);
    }
}

/// Everything that a chip states about a row of zeros is true, and it is on no bus.
class PaddingContext {
public:
    using Cell = machine::Cell<F>;
    bool is_valid = true;

    void zero(const Cell& cell) { is_valid &= cell.value == F(); }
    template <std::size_t n>
    void send(Bus /*bus*/, const Cell& multiplicity, const Cell (& /*tuple*/)[n])
    {
        is_valid &= multiplicity.value == F();
    }
    template <std::size_t n>
    void receive(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        send(bus, multiplicity, tuple);
    }
};

CASE(chips, closed_forms_extend_the_rows_of_tables)
{
    check_closed_form<chips::Range>(context);
    check_closed_form<chips::ByteAnd>(context);
}

CASE(chips, rows_of_the_range_table_are_all_numbers_up_to_16_bits)
{
    std::size_t index = 1;
    for (std::uint32_t bits = 0; bits <= 16; ++bits)
        for (std::uint32_t value = 0; value < 1U << bits; ++value, ++index) {
            const auto row = chips::Range::fixed_row(index);
            CHECK(row.bits == bits && row.value == value);
        }
    CHECK(index == std::size_t{1} << chips::Range::kLogHeight);
}

CASE(chips, rows_of_zeros_are_padding)
{
    for_each_chip([&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        PaddingContext row;
        constrain<Chip>(row, std::array<F, kColumns<Chip>>{}, std::array<F, kFixedColumns<Chip>>{});
        CHECK(row.is_valid);
    });
}

CASE(chips, interactions_are_affine_and_use_every_bus_in_both_directions)
{
    std::array<bool, kBuses> sent{}, received{};
    for_each_chip([&]<typename Tag>(Tag) {
        for (const auto& interaction : kInteractions<typename Tag::Chip>) {
            CHECK(interaction.multiplicity.is_affine);
            for (std::size_t i = 0; i < interaction.length; ++i)
                CHECK(interaction.tuple[i].is_affine);
            (interaction.is_send ? sent : received)[static_cast<std::size_t>(interaction.bus)] =
                true;
        }
    });
    for (std::size_t bus = 0; bus < kBuses; ++bus) {
        CHECK(sent[bus]);
        // The verifier receives the output.
        CHECK(received[bus] || bus == static_cast<std::size_t>(Bus::kOutput));
    }
}

/// Each bus is named in its tuples, and no name is zero, as a padding leaf is.
CASE(chips, no_two_buses_have_one_number)
{
    for (std::size_t bus = 0; bus < kBuses; ++bus) {
        CHECK(bus_id(static_cast<Bus>(bus)) != 0);
        for (std::size_t other = 0; other < bus; ++other)
            CHECK(bus_id(static_cast<Bus>(bus)) != bus_id(static_cast<Bus>(other)));
    }
}

template <std::size_t columns>
bool is_same(const Affine<columns>& a, const Affine<columns>& b)
{
    return a.constant == b.constant && a.coefficient == b.coefficient;
}

/// A read is an access that leaves what it finds: registers at the times of the sources, and memory
/// at the time of a load.
CASE(chips, sources_are_left_as_they_were_found)
{
    std::size_t reads = 0;
    for_each_chip([&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        constexpr bool is_load =
            std::is_same_v<Chip, chips::LoadWord> || std::is_same_v<Chip, chips::LoadPart>;
        constexpr const auto& all = kInteractions<Chip>;
        const auto is_instruction =
            std::ranges::any_of(all, [](const auto& each) { return each.bus == Bus::kState; });
        for (std::size_t i = 0; is_instruction && i + 1 < all.size(); ++i) {
            const auto& found = all[i];
            const auto& left = all[i + 1];
            if (found.bus != Bus::kMemory || found.is_send) continue;
            CHECK(left.bus == Bus::kMemory && left.is_send);
            CHECK(is_same(found.multiplicity, left.multiplicity));
            CHECK(is_same(found.tuple[0], left.tuple[0]));
            const auto time = left.tuple[1].constant;
            if (time != F(kRs1Time) && time != F(kRs2Time) && !(is_load && time == F(kMemoryTime)))
                continue;
            ++reads;
            CHECK(is_same(found.tuple[2], left.tuple[2]) && is_same(found.tuple[3], left.tuple[3]));
        }
    });
    CHECK(reads > 30);
}

/// Commitments are decided before the shared challenge for chips whose rows meet on a global bus.
CASE(chips, only_early_chips_are_on_global_buses)
{
    for_each_chip([&]<typename Tag>(Tag) {
        for (const auto& interaction : kInteractions<typename Tag::Chip>)
            CHECK(is_global(interaction.bus) <= (Tag::Chip::kCommitment == Commitment::kEarly));
    });
}

}  // namespace
