#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "machine/chips/byte_and/columns.hpp"
#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

struct ByteAnd {
    static constexpr std::string_view kName = "byte_and";
    static constexpr Commitment kCommitment = Commitment::kMain;
    static constexpr unsigned kLogHeight = 16;
    template <typename T>
    using Columns = ByteAndColumns<T>;
    template <typename T>
    using Fixed = ByteAndFixed<T>;

    [[nodiscard]] static constexpr Fixed<std::uint32_t> fixed_row(std::size_t index)
    {
        const auto a = static_cast<std::uint32_t>(index) & 255U;
        const auto b = static_cast<std::uint32_t>(index) >> 8U;
        return {a, b, a & b};
    }

    /// Their multilinear extensions: sums of 2^i x_i, of 2^i x_(8+i), and of 2^i x_i x_(8+i).
    template <typename E>
    [[nodiscard]] static constexpr Fixed<E> fixed_at(std::span<const E> point)
    {
        Fixed<E> out{};
        for (std::uint32_t bit = 0; bit < 8; ++bit) {
            const F weight(1U << bit);
            out.a = out.a + point[bit] * weight;
            out.b = out.b + point[8 + bit] * weight;
            out.conjunction = out.conjunction + point[bit] * point[8 + bit] * weight;
        }
        return out;
    }

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& fixed)
    {
        context.receive(Bus::kByteAnd, row.multiplicity, {fixed.a, fixed.b, fixed.conjunction});
    }
};

}  // namespace archi::machine::chips
