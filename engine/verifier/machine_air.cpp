#include "verifier/machine_air.hpp"

#include "machine/chips.hpp"
#include "verifier/chip_info.hpp"
#include "verifier/instantiate.hpp"

namespace archi::verifier {

namespace {

using namespace machine;

template <typename Chip>
constexpr FixedColumns kFixedColumnsOf = ClosedForm<Chip>          ? FixedColumns::kClosedForm
                                         : kFixedColumns<Chip> > 0 ? FixedColumns::kProgram
                                                                   : FixedColumns::kNone;

template <typename Chip>
constexpr Presence kPresenceOf =
    std::is_same_v<Chip, chips::Image>             ? Presence::kOnceInLastSegment
    : std::is_same_v<Chip, chips::ZeroMemory>      ? Presence::kInLastSegment
    : kFixedColumnsOf<Chip> != FixedColumns::kNone ? Presence::kOnce
                                                   : Presence::kAny;

template <typename E>
constexpr auto kAir = [] {
    std::array<ChipInfo<E>, kChips> air;
    for_each_chip([&]<typename Tag>(Tag) {
        using Chip = typename Tag::Chip;
        air[kChipId<Chip>] = chip_info<Chip, E>(kFixedColumnsOf<Chip>, kPresenceOf<Chip>);
    });
    return air;
}();

}  // namespace

template <typename E>
Air<E> machine_air()
{
    return kAir<E>;
}

#define ARCHI_INSTANTIATE(E) template Air<E> machine_air();
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
