#include "machine/host/unnoticed.hpp"

#include <algorithm>
#include <array>

#include "machine/chips.hpp"
#include "machine/contexts/degree.hpp"

namespace archi::machine {

namespace {

struct Unnoticed {
    std::size_t chip;
    bool is_interaction;
    std::size_t index;
    std::string_view reason;
};

constexpr std::string_view kFlags =
    "a flag that is no bit gives the row another instruction's opcode, or counts it as several "
    "rows: neither the ROM nor the states of an honest run have a place for that";
constexpr std::string_view kFollows =
    "follows from the constraints beside it; stated so that nobody has to see why";
constexpr std::string_view kOutside =
    "its lie needs an address that is misaligned or outside memory, and no honest run has one";
constexpr std::string_view kElsewhere =
    "its lie leads elsewhere in the program: every row that follows would have to change";
constexpr std::string_view kSeveral =
    "its lie takes more cells at once than the audit's search finds: a product, a quotient or a "
    "cut made anew";
constexpr std::string_view kNoPadding =
    "its lie counts a row twice and takes it back in the padding, where there is some";

constexpr auto kConstraint = false;
constexpr auto kInteraction = true;
template <typename Chip>
inline constexpr auto kOf = kChipId<Chip>;

constexpr auto kUnnoticed = std::to_array<Unnoticed>({
    {kOf<chips::Shift>, kConstraint, 5, kSeveral},  // bits of the amount
    {kOf<chips::Shift>, kConstraint, 6, kSeveral},
    {kOf<chips::Shift>, kConstraint, 7, kSeveral},
    {kOf<chips::Shift>, kConstraint, 8, kSeveral},
    {kOf<chips::Shift>, kConstraint, 17, kSeveral},  // the sign is a bit, and of SRA
    {kOf<chips::Shift>, kConstraint, 18, kSeveral},
    {kOf<chips::Shift>, kInteraction, 14, kSeveral},
    {kOf<chips::ShiftImmediate>, kConstraint, 7, kSeveral},
    {kOf<chips::ShiftImmediate>, kConstraint, 8, kSeveral},
    {kOf<chips::LessThan>, kConstraint, 7, kSeveral},  // signs only where they count
    {kOf<chips::LessThan>, kConstraint, 8, kSeveral},
    {kOf<chips::LessThanImmediate>, kConstraint, 6, kSeveral},
    {kOf<chips::LessThanImmediate>, kConstraint, 7, kSeveral},
    {kOf<chips::LessThanImmediate>, kConstraint, 8, kSeveral},
    {kOf<chips::BranchEqual>, kConstraint, 3, kFollows},  // is_equal is a bit
    {kOf<chips::BranchEqual>, kConstraint, 5, kElsewhere},
    {kOf<chips::BranchZero>, kConstraint, 3, kFollows},  // is_zero is a bit
    {kOf<chips::BranchLess>, kConstraint, 7, kElsewhere},
    {kOf<chips::BranchLess>, kConstraint, 8, kElsewhere},
    {kOf<chips::BranchLess>, kConstraint, 9, kElsewhere},
    {kOf<chips::BranchLess>, kConstraint, 10, kElsewhere},
    {kOf<chips::BranchLess>, kConstraint, 13, kElsewhere},
    {kOf<chips::BranchLess>, kInteraction, 7, kElsewhere},
    {kOf<chips::BranchLess>, kInteraction, 8, kElsewhere},
    {kOf<chips::JumpRegister>, kInteraction, 8, kOutside},
    {kOf<chips::LoadWord>, kInteraction, 7, kOutside},
    {kOf<chips::StoreWord>, kInteraction, 10, kOutside},
    {kOf<chips::LoadPart>, kConstraint, 7, kOutside},
    {kOf<chips::LoadPart>, kConstraint, 8, kOutside},
    {kOf<chips::LoadPart>, kInteraction, 7, kOutside},
    {kOf<chips::StorePart>, kConstraint, 5, kOutside},
    {kOf<chips::StorePart>, kConstraint, 6, kOutside},
    {kOf<chips::StorePart>, kConstraint, 7, kOutside},
    {kOf<chips::StorePart>, kInteraction, 10, kOutside},
    {kOf<chips::MultiplyHigh>, kConstraint, 4, kFollows},  // signs are bits by their lookups
    {kOf<chips::MultiplyHigh>, kConstraint, 5, kFollows},
    {kOf<chips::MultiplyHigh>, kConstraint, 6, kSeveral},
    {kOf<chips::MultiplyHigh>, kConstraint, 7, kSeveral},
    {kOf<chips::MultiplyHigh>, kInteraction, 16, kSeveral},
    {kOf<chips::MultiplyHigh>, kInteraction, 17, kSeveral},
    {kOf<chips::MultiplyHigh>, kInteraction, 19, kSeveral},
    {kOf<chips::MultiplyHigh>, kInteraction, 20, kSeveral},
    {kOf<chips::MultiplyHigh>, kInteraction, 21, kSeveral},
    {kOf<chips::MultiplyHigh>, kInteraction, 23, kSeveral},
    {kOf<chips::MultiplyHigh>, kInteraction, 24, kSeveral},
    {kOf<chips::Exit>, kInteraction, 0, kElsewhere},
    {kOf<chips::ZeroMemory>, kConstraint, 0, kNoPadding},
});

/// Columns of which one says that the row is there. Constraints on them come first in a chip: each
/// is a bit, and, of several, their sum.
std::size_t constraints_on_flags(std::size_t chip)
{
    const auto first = multiplicity_coefficients(chip, 0);
    const auto flags =
        static_cast<std::size_t>(std::ranges::count_if(first, [](F each) { return each != F(); }));
    return flags > 1 ? flags + 1 : flags;
}

bool is_instruction(std::size_t chip)
{
    return kShapes[chip].on_bus[static_cast<std::size_t>(Bus::kState)] != 0;
}

}  // namespace

std::optional<std::string_view> reason_for(const Omission& omission)
{
    const auto& [chip, is_interaction, index] = omission;
    if (is_instruction(chip) && !is_interaction && index < constraints_on_flags(chip))
        return kFlags;
    // A division's parts hang together: nothing of it changes alone.
    if (chip == kOf<chips::Divide> && (is_interaction ? index >= 12 : index >= 5))
        return !is_interaction && index == 20 ? kFollows : kSeveral;  // by_zero is a bit
    const auto found = std::ranges::find_if(kUnnoticed, [&](const Unnoticed& each) {
        return each.chip == chip && each.is_interaction == is_interaction && each.index == index;
    });
    if (found == kUnnoticed.end()) return std::nullopt;
    return found->reason;
}

}  // namespace archi::machine
