#pragma once
// The loops of the CPU backend, compiled once for each instruction set. All work on a part
// [begin, end) of their arrays, so that threads can share them; sums of parts are added by the
// caller. Elements of the extension come as planes (prover/extension_array.hpp): a pointer to the
// first coefficient and a stride.

#include <array>
#include <cstddef>
#include <span>

#include "iop/host/vector/instructions.hpp"
#include "prover/extension_array.hpp"
#include "verifier/air.hpp"

namespace archi::prover::cpu {

/// Planes somebody else owns.
struct Planes {
    F* data = nullptr;
    std::size_t stride = 0;

    [[nodiscard]] Planes at(std::size_t offset) const { return {data + offset, stride}; }
};
struct ConstPlanes {
    const F* data = nullptr;
    std::size_t stride = 0;

    ConstPlanes() = default;
    ConstPlanes(const F* first, std::size_t plane) : data(first), stride(plane) {}
    ConstPlanes(Planes planes) : data(planes.data), stride(planes.stride) {}
    [[nodiscard]] ConstPlanes at(std::size_t offset) const { return {data + offset, stride}; }
};

/// Both children of a layer of a fraction tree.
struct LayerArrays {
    std::array<Planes, 2> numerator;
    std::array<Planes, 2> denominator;
};

/// The children of a layer's nodes, [child][part]: each cut into `parts` equal parts along its
/// highest variables. Numerators that are leaves have one plane.
template <std::size_t parts>
struct LayerParts {
    std::array<std::array<ConstPlanes, parts>, 2> numerator;
    std::array<std::array<ConstPlanes, parts>, 2> denominator;
};

/// What a layer's highest variable is bound by, and where the halves go: to[x], to[x + half].
struct BoundPart {
    LayerArrays to;
    std::size_t half = 0;
    E r;
    E lambda;
};

/// The columns of a chip while its constraints are checked, fixed ones behind its own: base field
/// (before the first variable is bound), or extension.
using BaseColumns = std::span<const F* const>;
using ExtensionColumns = std::span<const ConstPlanes>;

struct ChipKernels {
    /// Σ eq(x)·Σ powers·constraint at X = 2 and 3, over pairs (x, x + half).
    std::array<E, 2> (*base_round)(BaseColumns columns, std::span<const E> powers, ConstPlanes eq,
                                   std::size_t half, std::size_t begin, std::size_t end);
    /// The same at X = 0, 2 and 3.
    std::array<E, 3> (*extension_round)(ExtensionColumns columns, std::span<const E> powers,
                                        ConstPlanes eq, std::size_t half, std::size_t begin,
                                        std::size_t end);
};

struct Kernels {
    iop::Instructions instructions;
    unsigned lanes = 1;

    /// parent = first + second child, as fractions, of leaves and of others.
    void (*add_leaves)(const LayerParts<1>& children, Planes numerator, Planes denominator,
                       std::size_t count);
    void (*add_fractions)(const LayerParts<1>& children, Planes numerator, Planes denominator,
                          std::size_t count);
    /// Σ eq(x)·(p₀q₁ + p₁q₀ + λq₀q₁) at X = 0, and its coefficient of X², X being the highest
    /// variable.
    using LayerRound = std::array<E, 2> (*)(const LayerParts<2>& children, ConstPlanes eq,
                                            const E& lambda, std::size_t count);
    LayerRound leaf_round;
    LayerRound fraction_round;
    /// Binds the highest variable, writing p₁ + λq₁ for p₁ (which `combined` ones have already),
    /// and gives the next round's sums. May work in place.
    using BoundRound = std::array<E, 2> (*)(const LayerParts<4>& children, const BoundPart& bound,
                                            ConstPlanes eq, std::size_t count);
    BoundRound bind_leaves;
    BoundRound bind_fractions;
    BoundRound bind_combined;
    /// to[x] = from[x] + r·(from[x + half] − from[x]); to and from may be the same.
    void (*fold)(ConstPlanes from, Planes to, const E& r, std::size_t half, std::size_t begin,
                 std::size_t end);
    /// The same from the base field.
    void (*fold_base)(const F* from, Planes to, const E& r, std::size_t half, std::size_t begin,
                      std::size_t end);
    /// table[x] += table[x + half]: eq without its highest variable.
    void (*shrink_equality)(Planes table, std::size_t half, std::size_t begin, std::size_t end);
    /// table[x + size] = table[x]·r; table[x] −= that: eq with one more variable.
    void (*grow_equality)(Planes table, const E& r, std::size_t size, std::size_t begin,
                          std::size_t end);
    /// Σ eq(x)·values[x], and the same over the upper half.
    std::array<E, 2> (*linear_round)(ConstPlanes values, ConstPlanes eq, std::size_t half,
                                     std::size_t begin, std::size_t end);
    /// to[x] = constant + Σ weights·columns[x].
    void (*combine)(std::span<const F* const> columns, std::span<const E> weights,
                    const E& constant, Planes to, std::size_t begin, std::size_t end);
    /// The same in the base field, over [0, count).
    void (*combine_base)(std::span<const F* const> columns, std::span<const F> weights, F constant,
                         F* to, std::size_t count);
    /// Σ eq(x)·column[x].
    E (*evaluate)(const F* column, ConstPlanes eq, std::size_t begin, std::size_t end);

    /// By chip number.
    const ChipKernels* chips = nullptr;
};

/// For this instruction set. Requires that the machine has it.
[[nodiscard]] const Kernels& kernels(iop::Instructions instructions);

}  // namespace archi::prover::cpu
