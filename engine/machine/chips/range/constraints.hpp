#pragma once

#include <bit>
#include <cstddef>
#include <span>
#include <string_view>

#include "machine/chips/instruction.hpp"
#include "machine/chips/range/columns.hpp"

namespace archi::machine::chips {

struct Range {
    static constexpr std::string_view kName = "range";
    static constexpr Commitment kCommitment = Commitment::kMain;
    static constexpr unsigned kLogHeight = 17;
    template <typename T>
    using Columns = RangeColumns<T>;
    template <typename T>
    using Fixed = RangeFixed<T>;

    [[nodiscard]] static constexpr Fixed<std::uint32_t> fixed_row(std::size_t index)
    {
        if (index == 0) return {0, 0};
        const auto bits = static_cast<std::uint32_t>(std::bit_width(index) - 1);
        return {bits, static_cast<std::uint32_t>(index) - (1U << bits)};
    }

    /// Their multilinear extensions. Sums over the place of the highest set bit: with p_b the
    /// indicator that all higher bits are zero, row bits = sum of b x_b p_b, and value = sum of
    /// x_b p_b (x_0 + 2 x_1 + ... + 2^(b-1) x_(b-1)).
    template <typename E>
    [[nodiscard]] static constexpr Fixed<E> fixed_at(std::span<const E> point)
    {
        E bits{};
        E value{};
        E weighted{};  // x_0 + 2 x_1 + ... below the current bit
        for (std::uint32_t bit = 0; bit < kLogHeight; ++bit) {
            const auto& x = point[bit];
            // Nothing set from here up, but this bit.
            bits = bits + x * (E(F(bit)) - bits);
            value = value + x * (weighted - value);
            weighted = weighted + x * F(1U << bit);
        }
        return {bits, value};
    }

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& fixed)
    {
        context.receive(Bus::kRange, row.multiplicity, {fixed.bits, fixed.value});
    }
};

}  // namespace archi::machine::chips
