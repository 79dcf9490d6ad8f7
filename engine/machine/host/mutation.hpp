#pragma once
// Lies about a row: what the audit changes before it asks whether anybody notices.

#include <random>
#include <string_view>
#include <vector>

#include "machine/host/rewiring.hpp"

namespace archi::machine {

struct Mutation {
    std::string_view kind;
    ChangedCells cells;  ///< none: there is nothing of that kind to change here
};

class Mutations {
public:
    /// Both outlive this.
    Mutations(const Checker& checker, std::mt19937_64& random);

    /// One cell: off by one, by what carries between bytes or limbs, a bit, a sign, another row's,
    /// small or random. Or several cells of the row: swapped, one less for what the other gains, a
    /// carry moved from one to the other, or bits flipped.
    static constexpr std::size_t kCellKinds = 20;
    [[nodiscard]] Mutation of_cell(const RowAddress& at, std::size_t column, std::size_t kind);

    /// The whole row: its flags, once more in the padding, counted twice and taken back, fields of
    /// another row, or a tuple exchanged for one that another row puts on the bus. Or one of its
    /// accesses: it finds what a later one should, what it left itself, or goes to another cell,
    /// and all rows around it agree. Some are no lies: rows stand in any order.
    static constexpr std::size_t kRowKinds = 11;
    [[nodiscard]] Mutation of_row(const RowAddress& at, std::size_t kind);

private:
    [[nodiscard]] ChangedCells flip_bits(const RowAddress& at, std::size_t column);
    [[nodiscard]] ChangedCells set_flags(const RowAddress& at);
    [[nodiscard]] ChangedCells opposite_flags(const RowAddress& at);
    [[nodiscard]] ChangedCells copy(const RowAddress& from, const RowAddress& to, F flags) const;
    [[nodiscard]] ChangedCells into_padding(const RowAddress& at, bool is_twice) const;
    [[nodiscard]] ChangedCells swap_rows(const RowAddress& at);
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }
    [[nodiscard]] F sign() { return below(2) == 0 ? F::one() : -F::one(); }
    [[nodiscard]] RowAddress another_row(const RowAddress& at);

    const Checker& checker_;
    std::mt19937_64& random_;
    std::vector<std::vector<std::size_t>> flags_;  // by chip: columns in multiplicities
    Rewiring rewiring_;
};

}  // namespace archi::machine
