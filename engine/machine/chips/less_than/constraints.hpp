#pragma once

#include <string_view>

#include "machine/chips/less_than/comparison.hpp"

namespace archi::machine::chips {

struct LessThan {
    static constexpr std::string_view kName = "less_than";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = LessThanColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto active = row.is_slt + row.is_sltu;
        boolean(context, row.is_slt);
        boolean(context, row.is_sltu);
        boolean(context, active);

        const auto opcode =
            row.is_slt * number(RomOpcode::kSlt) + row.is_sltu * number(RomOpcode::kSltu);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .rs2 = row.rs2});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);
        compare(context, active, row.is_slt, row.first.value, row.second.value, row.comparison);
        write_destination(context, active, row.rd, row.place, row.destination,
                          {row.comparison.is_less, Cell::constant(0)});
    }
};

struct LessThanImmediate {
    static constexpr std::string_view kName = "less_than_immediate";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = LessThanImmediateColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto active = row.is_slt + row.is_sltu;
        boolean(context, row.is_slt);
        boolean(context, row.is_sltu);
        boolean(context, active);

        const auto opcode = row.is_slt * number(RomOpcode::kSltImmediate) +
                            row.is_sltu * number(RomOpcode::kSltuImmediate);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .immediate = row.immediate});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        compare(context, active, row.is_slt, row.first.value, row.immediate, row.comparison);
        write_destination(context, active, row.rd, row.place, row.destination,
                          {row.comparison.is_less, Cell::constant(0)});
    }
};

}  // namespace archi::machine::chips
