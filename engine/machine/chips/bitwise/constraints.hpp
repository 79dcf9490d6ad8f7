#pragma once

#include <string_view>

#include "machine/chips/bitwise/columns.hpp"

namespace archi::machine::chips {

/// Flags of a row that does one of the three operations, or none.
template <typename Context, typename Row>
constexpr CellOf<Context> one_bitwise_operation(Context& context, const Row& row)
{
    const auto active = row.is_xor + row.is_or + row.is_and;
    boolean(context, row.is_xor);
    boolean(context, row.is_or);
    boolean(context, row.is_and);
    boolean(context, active);
    return active;
}

/// The result by a | b = a + b - (a & b) and a ^ b = a + b - 2 (a & b), from bytes and their
/// conjunctions, which the table checks.
template <typename Context, typename Row>
constexpr void bitwise_result(Context& context, const CellOf<Context>& active, const Row& row,
                              const Bytes<CellOf<Context>>& second)
{
    for (std::size_t i = 0; i < 4; ++i)
        context.send(Bus::kByteAnd, active,
                     {row.first.byte[i], second.byte[i], row.conjunction.byte[i]});

    const auto sums = row.is_xor + row.is_or;
    const auto conjunctions = row.is_and - row.is_or - row.is_xor * 2;
    const auto a = row.first.word();
    const auto b = second.word();
    const auto a_and_b = row.conjunction.word();
    context.zero(row.result.low - sums * (a.low + b.low) - conjunctions * a_and_b.low);
    context.zero(row.result.high - sums * (a.high + b.high) - conjunctions * a_and_b.high);
}

struct Bitwise {
    static constexpr std::string_view kName = "bitwise";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = BitwiseColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto active = one_bitwise_operation(context, row);
        const auto opcode = row.is_xor * number(RomOpcode::kXor) +
                            row.is_or * number(RomOpcode::kOr) +
                            row.is_and * number(RomOpcode::kAnd);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .rs2 = row.rs2});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place,
                   {row.first_previous_timestamp, row.first.word()});
        read_second(context, active, row.rs2, row.place,
                    {row.second_previous_timestamp, row.second.word()});
        write_destination(context, active, row.rd, row.place, row.destination, row.result);
        bitwise_result(context, active, row, row.second);
    }
};

struct BitwiseImmediate {
    static constexpr std::string_view kName = "bitwise_immediate";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = BitwiseImmediateColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto active = one_bitwise_operation(context, row);
        const auto opcode = row.is_xor * number(RomOpcode::kXorImmediate) +
                            row.is_or * number(RomOpcode::kOrImmediate) +
                            row.is_and * number(RomOpcode::kAndImmediate);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .immediate = row.immediate.word()});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place,
                   {row.first_previous_timestamp, row.first.word()});
        write_destination(context, active, row.rd, row.place, row.destination, row.result);
        bitwise_result(context, active, row, row.immediate);
    }
};

}  // namespace archi::machine::chips
