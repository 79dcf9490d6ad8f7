#pragma once

#include <string_view>

#include "machine/chips/branch/columns.hpp"
#include "machine/chips/less_than/comparison.hpp"

namespace archi::machine::chips {

/// The next pc of a branch: the target if `taken` is one, the next instruction if it is zero.
template <typename Context, typename Row>
constexpr void branch(Context& context, const CellOf<Context>& active, const Row& row,
                      const CellOf<Context>& taken)
{
    const auto following = row.place.pc + active * 4;
    context.zero(row.next_pc - following - taken * (row.target - following));
    step(context, active, row.place, row.next_pc);
}

struct BranchEqual {
    static constexpr std::string_view kName = "branch_equal";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = BranchEqualColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto active = row.is_beq + row.is_bne;
        boolean(context, row.is_beq);
        boolean(context, row.is_bne);
        boolean(context, active);

        const auto opcode =
            row.is_beq * number(RomOpcode::kBeq) + row.is_bne * number(RomOpcode::kBne);
        fetch(context, active, row.place.pc,
              {.opcode = opcode,
               .rs1 = row.rs1,
               .rs2 = row.rs2,
               .immediate = {row.target, Cell::constant(0)}});
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);

        const auto low = row.first.value.low - row.second.value.low;
        const auto high = row.first.value.high - row.second.value.high;
        boolean(context, row.is_equal);
        context.zero(row.is_equal * low);
        context.zero(row.is_equal * high);
        context.zero(low * row.inverse.low + high * row.inverse.high - active + row.is_equal);
        branch(context, active, row, row.is_beq * row.is_equal + row.is_bne * (1 - row.is_equal));
    }
};

struct BranchZero {
    static constexpr std::string_view kName = "branch_zero";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = BranchZeroColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto active = row.is_beq + row.is_bne;
        boolean(context, row.is_beq);
        boolean(context, row.is_bne);
        boolean(context, active);

        const auto opcode =
            row.is_beq * number(RomOpcode::kBeqZero) + row.is_bne * number(RomOpcode::kBneZero);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rs1 = row.rs1, .immediate = {row.target, Cell::constant(0)}});
        read_first(context, active, row.rs1, row.place, row.first);

        // Limbs below 2^16: their sum is zero only if both are.
        const auto sum = row.first.value.low + row.first.value.high;
        boolean(context, row.is_zero);
        context.zero(row.is_zero * sum);
        context.zero(sum * row.inverse - active + row.is_zero);
        branch(context, active, row, row.is_beq * row.is_zero + row.is_bne * (1 - row.is_zero));
    }
};

struct BranchLess {
    static constexpr std::string_view kName = "branch_less";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = BranchLessColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto active = row.is_blt + row.is_bge + row.is_bltu + row.is_bgeu;
        boolean(context, row.is_blt);
        boolean(context, row.is_bge);
        boolean(context, row.is_bltu);
        boolean(context, row.is_bgeu);
        boolean(context, active);

        const auto opcode =
            row.is_blt * number(RomOpcode::kBlt) + row.is_bge * number(RomOpcode::kBge) +
            row.is_bltu * number(RomOpcode::kBltu) + row.is_bgeu * number(RomOpcode::kBgeu);
        fetch(context, active, row.place.pc,
              {.opcode = opcode,
               .rs1 = row.rs1,
               .rs2 = row.rs2,
               .immediate = {row.target, Cell::constant(0)}});
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);

        compare(context, active, row.is_blt + row.is_bge, row.first.value, row.second.value,
                row.comparison);
        const auto& is_less = row.comparison.is_less;
        branch(context, active, row,
               (row.is_blt + row.is_bltu) * is_less + (row.is_bge + row.is_bgeu) * (1 - is_less));
    }
};

}  // namespace archi::machine::chips
