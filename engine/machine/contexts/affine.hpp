#pragma once
// A chip's interactions as data: every multiplicity and every entry of a tuple as an affine form of
// the row, computed while the program is compiled.

#include "machine/contexts/degree.hpp"

namespace archi::machine {

/// constant + sum of coefficient[i] * column i. Column i < kColumns<Chip> is of the chip, the
/// others are its fixed ones.
template <std::size_t columns>
struct Affine {
    F constant;
    std::array<F, columns> coefficient{};
    bool is_affine = true;  ///< products of two columns have no such form

    constexpr Affine() = default;
    constexpr explicit Affine(F number) : constant(number) {}
    [[nodiscard]] static constexpr Affine column(std::size_t index)
    {
        Affine out;
        out.coefficient[index] = F::one();
        return out;
    }

    [[nodiscard]] constexpr bool is_constant() const
    {
        return std::ranges::all_of(coefficient, [](F each) { return each == F(); });
    }
    /// On a row: the chip's columns, then its fixed ones.
    template <typename Value>
    [[nodiscard]] constexpr Value at(std::span<const Value> row) const
    {
        auto sum = Value(constant);
        for (std::size_t i = 0; i < columns; ++i)
            if (coefficient[i] != F()) sum = sum + row[i] * coefficient[i];
        return sum;
    }

    friend constexpr Affine operator+(Affine a, const Affine& b)
    {
        a.constant += b.constant;
        for (std::size_t i = 0; i < columns; ++i)
            a.coefficient[i] += b.coefficient[i];
        a.is_affine &= b.is_affine;
        return a;
    }
    friend constexpr Affine operator-(const Affine& a, const Affine& b)
    {
        return a + b * -F::one();
    }
    friend constexpr Affine operator*(const Affine& a, const Affine& b)
    {
        auto out = b.is_constant() ? a * b.constant : b * a.constant;
        out.is_affine = a.is_affine && b.is_affine && (a.is_constant() || b.is_constant());
        return out;
    }
    friend constexpr Affine operator+(Affine a, F n)
    {
        a.constant += n;
        return a;
    }
    friend constexpr Affine operator-(const Affine& a, F n) { return a + -n; }
    friend constexpr Affine operator*(Affine a, F n)
    {
        a.constant *= n;
        for (auto& each : a.coefficient)
            each *= n;
        return a;
    }
};

/// One interaction of a chip. A receive has the negated multiplicity.
template <std::size_t columns>
struct Interaction {
    Bus bus{};
    bool is_send = true;
    Affine<columns> multiplicity;  ///< as the chip states it
    std::size_t length = 0;
    std::array<Affine<columns>, kMaxTuple> tuple;
};

template <typename Chip>
class AffineContext {
public:
    static constexpr std::size_t kAll = kColumns<Chip> + kFixedColumns<Chip>;
    using Cell = machine::Cell<Affine<kAll>>;
    using List = std::array<Interaction<kAll>, kShape<Chip>.interactions>;

    constexpr explicit AffineContext(List& list) : list_(list) {}

    constexpr void zero(const Cell& /*cell*/) {}
    template <std::size_t n>
    constexpr void send(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        add(bus, true, multiplicity, tuple);
    }
    template <std::size_t n>
    constexpr void receive(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        add(bus, false, multiplicity, tuple);
    }

private:
    constexpr void add(Bus bus, bool is_send, const Cell& multiplicity, std::span<const Cell> tuple)
    {
        auto& interaction = list_[count_++];
        interaction = {bus, is_send, multiplicity.value, tuple.size(), {}};
        for (std::size_t i = 0; i < tuple.size(); ++i)
            interaction.tuple[i] = tuple[i].value;
    }

    List& list_;
    std::size_t count_ = 0;
};

/// In the order in which constrain() states them.
template <typename Chip>
[[nodiscard]] constexpr auto interactions_of()
{
    using Context = AffineContext<Chip>;
    std::array<Affine<Context::kAll>, kColumns<Chip>> cells;
    std::array<Affine<Context::kAll>, kFixedColumns<Chip>> fixed;  // NOLINT(*member-init)
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i] = Affine<Context::kAll>::column(i);
    for (std::size_t i = 0; i < fixed.size(); ++i)
        fixed[i] = Affine<Context::kAll>::column(cells.size() + i);
    typename Context::List list;
    Context context(list);
    constrain<Chip>(context, cells, fixed);
    return list;
}

template <typename Chip>
inline constexpr auto kInteractions = interactions_of<Chip>();

}  // namespace archi::machine
