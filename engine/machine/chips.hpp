#pragma once
// All chips of the machine, in the order of their numbers. Numbers stand in proofs: a chip keeps
// its own for ever, a new one comes at the end.

#include <array>
#include <bit>
#include <cstddef>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

#include "machine/chips/add/constraints.hpp"
#include "machine/chips/bitwise/constraints.hpp"
#include "machine/chips/boundary/constraints.hpp"
#include "machine/chips/branch/constraints.hpp"
#include "machine/chips/byte_and/constraints.hpp"
#include "machine/chips/constant/constraints.hpp"
#include "machine/chips/divide/constraints.hpp"
#include "machine/chips/exit/constraints.hpp"
#include "machine/chips/hint/constraints.hpp"
#include "machine/chips/image/constraints.hpp"
#include "machine/chips/jump_register/constraints.hpp"
#include "machine/chips/less_than/constraints.hpp"
#include "machine/chips/load_part/constraints.hpp"
#include "machine/chips/load_word/constraints.hpp"
#include "machine/chips/multiply/constraints.hpp"
#include "machine/chips/range/constraints.hpp"
#include "machine/chips/refresh/constraints.hpp"
#include "machine/chips/rom/constraints.hpp"
#include "machine/chips/shift/constraints.hpp"
#include "machine/chips/store_part/constraints.hpp"
#include "machine/chips/store_word/constraints.hpp"
#include "machine/chips/zero_memory/constraints.hpp"

namespace archi::machine {

/// The type at index i is the chip of number i.
using Chips =
    std::tuple<chips::AddSub, chips::AddImmediate, chips::Constant, chips::Bitwise,
               chips::BitwiseImmediate, chips::Shift, chips::ShiftImmediate, chips::LessThan,
               chips::LessThanImmediate, chips::BranchEqual, chips::BranchZero, chips::BranchLess,
               chips::JumpRegister, chips::LoadWord, chips::StoreWord, chips::LoadPart,
               chips::StorePart, chips::Multiply, chips::MultiplyHigh, chips::Divide, chips::Hint,
               chips::Exit, chips::Refresh, chips::Range, chips::ByteAnd, chips::Rom,
               chips::Boundary, chips::Image, chips::ZeroMemory>;

inline constexpr std::size_t kChips = std::tuple_size_v<Chips>;

/// The least height of a chip's trace, as a power of two.
inline constexpr unsigned kMinLogHeight = 4;

/// Carries a chip's type to a visitor: `visit(ChipTag<Chip>{})`, Chip = typename Tag::Chip.
template <typename C>
struct ChipTag {
    using Chip = C;
};

/// Calls visit(ChipTag<Chip>{}) for every chip, in order.
template <typename Visitor>
constexpr void for_each_chip(const Visitor& visit)
{
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (visit(ChipTag<std::tuple_element_t<i, Chips>>{}), ...);
    }(std::make_index_sequence<kChips>{});
}

/// Calls visit(ChipTag<Chip>{}) for the chip of number `id`. Requires id < kChips.
template <typename Visitor>
constexpr void visit_chip(std::size_t id, const Visitor& visit)
{
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (void)((id == i && (visit(ChipTag<std::tuple_element_t<i, Chips>>{}), true)) || ...);
    }(std::make_index_sequence<kChips>{});
}

/// The number of a chip.
template <typename Chip>
inline constexpr std::size_t kChipId = [] {
    std::size_t id = kChips;
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        ((std::is_same_v<Chip, std::tuple_element_t<i, Chips>> ? void(id = i) : void()), ...);
    }(std::make_index_sequence<kChips>{});
    return id;
}();

/// Whether a chip's fixed columns follow from its name: range, byte_and.
template <typename Chip>
concept ClosedForm = requires { Chip::kLogHeight; };

template <typename Chip>
inline constexpr std::size_t kColumns = sizeof(typename Chip::template Columns<F>) / sizeof(F);

template <typename Chip>
inline constexpr std::size_t kFixedColumns =
    std::is_empty_v<typename Chip::template Fixed<F>>
        ? 0
        : sizeof(typename Chip::template Fixed<F>) / sizeof(F);  // NOLINT(bugprone-sizeof*)

/// Committed fixed columns: those of rom and image.
template <typename Chip>
inline constexpr std::size_t kProgramColumns = ClosedForm<Chip> ? 0 : kFixedColumns<Chip>;

/// Evaluates a chip's constraints on one row: `cells` are its kColumns<Chip> columns in their
/// order, `fixed` its kFixedColumns<Chip>. Value is what Context::Cell wraps.
template <typename Chip, typename Context, typename Value>
constexpr void constrain(Context& context, const std::array<Value, kColumns<Chip>>& cells,
                         const std::array<Value, kFixedColumns<Chip>>& fixed)
{
    using Columns = typename Chip::template Columns<Cell<Value>>;
    using Fixed = typename Chip::template Fixed<Cell<Value>>;
    static_assert(std::is_same_v<typename Context::Cell, Cell<Value>>);
    if constexpr (kFixedColumns<Chip> == 0)
        Chip::constrain(context, std::bit_cast<Columns>(cells), Fixed{});
    else
        Chip::constrain(context, std::bit_cast<Columns>(cells), std::bit_cast<Fixed>(fixed));
}

}  // namespace archi::machine
