#pragma once
// Counts what a chip has, and the degrees of it, while the program is compiled.

#include <algorithm>

#include "machine/chips.hpp"

namespace archi::machine {

/// The degree of a polynomial in the columns, at most.
struct Degree {
    unsigned degree = 0;

    constexpr Degree() = default;
    constexpr explicit Degree(F /*constant*/) {}
    constexpr explicit Degree(unsigned n) : degree(n) {}

    friend constexpr Degree operator+(Degree a, Degree b)
    {
        return Degree(std::max(a.degree, b.degree));
    }
    friend constexpr Degree operator-(Degree a, Degree b) { return a + b; }
    friend constexpr Degree operator*(Degree a, Degree b) { return Degree(a.degree + b.degree); }
    friend constexpr Degree operator+(Degree a, F) { return a; }
    friend constexpr Degree operator-(Degree a, F) { return a; }
    friend constexpr Degree operator*(Degree a, F) { return a; }
};

/// What a chip is made of.
struct Shape {
    std::size_t columns = 0;
    std::size_t fixed_columns = 0;
    std::size_t constraints = 0;
    unsigned constraint_degree = 0;
    std::size_t interactions = 0;
    unsigned interaction_degree = 0;  ///< of multiplicities and entries of tuples
    std::size_t longest_tuple = 0;
    std::array<std::size_t, kBuses> on_bus{};  ///< interactions by bus
};

class DegreeContext {
public:
    using Cell = machine::Cell<Degree>;

    constexpr explicit DegreeContext(Shape& shape) : shape_(shape) {}

    constexpr void zero(const Cell& cell)
    {
        ++shape_.constraints;
        shape_.constraint_degree = std::max(shape_.constraint_degree, cell.value.degree);
    }
    template <std::size_t n>
    constexpr void send(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        ++shape_.interactions;
        ++shape_.on_bus[static_cast<std::size_t>(bus)];
        shape_.longest_tuple = std::max(shape_.longest_tuple, n);
        auto& degree = shape_.interaction_degree;
        degree = std::max(degree, multiplicity.value.degree);
        for (const auto& entry : tuple)
            degree = std::max(degree, entry.value.degree);
    }
    template <std::size_t n>
    constexpr void receive(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        send(bus, multiplicity, tuple);
    }

private:
    Shape& shape_;
};

template <typename Chip>
[[nodiscard]] constexpr Shape shape_of()
{
    Shape shape{.columns = kColumns<Chip>, .fixed_columns = kFixedColumns<Chip>};
    std::array<Degree, kColumns<Chip>> cells{};
    std::array<Degree, kFixedColumns<Chip>> fixed{};
    cells.fill(Degree(1U));
    fixed.fill(Degree(1U));
    DegreeContext context(shape);
    constrain<Chip>(context, cells, fixed);
    return shape;
}

template <typename Chip>
inline constexpr Shape kShape = shape_of<Chip>();

/// By the chips' numbers.
inline constexpr auto kShapes = [] {
    std::array<Shape, kChips> shapes;
    for_each_chip([&]<typename Tag>(Tag) {
        shapes[kChipId<typename Tag::Chip>] = kShape<typename Tag::Chip>;
    });
    return shapes;
}();

/// The degree of every constraint, and that of every multiplicity and tuple, is at most this.
inline constexpr unsigned kMaxConstraintDegree = 3;

static_assert(std::ranges::all_of(kShapes, [](const Shape& shape) {
    return shape.constraint_degree <= kMaxConstraintDegree && shape.interaction_degree <= 1 &&
           shape.longest_tuple <= kMaxTuple;
}));

}  // namespace archi::machine
