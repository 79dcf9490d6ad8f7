#pragma once

#include <string_view>

#include "machine/chips/jump_register/columns.hpp"

namespace archi::machine::chips {

struct JumpRegister {
    static constexpr std::string_view kName = "jump_register";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = JumpRegisterColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        constexpr int kLimb = 1 << 16;
        const auto& active = row.is_jalr;
        boolean(context, active);
        boolean(context, row.low_carry);
        boolean(context, row.high_carry);
        boolean(context, row.odd);

        fetch(context, active, row.place.pc,
              {.opcode = active * number(RomOpcode::kJalr),
               .rd = row.rd,
               .rs1 = row.rs1,
               .rs2 = row.link_high,
               .immediate = row.immediate});
        read_first(context, active, row.rs1, row.place, row.first);
        write_destination(context, active, row.rd, row.place, row.destination,
                          {row.place.pc + 4 - row.link_high * kLimb, row.link_high});

        // The target is below 2^30, so that it is the same number modulo p.
        const auto low = row.first.value.low + row.immediate.low - row.low_carry * kLimb - row.odd;
        const auto high =
            row.first.value.high + row.immediate.high + row.low_carry - row.high_carry * kLimb;
        range(context, active, 15, low * kHalf);
        range(context, active, 14, high);
        step(context, active, row.place, low + high * kLimb);
    }
};

}  // namespace archi::machine::chips
