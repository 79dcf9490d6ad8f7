#pragma once
// Lies about a row: what the audit changes before it asks whether anybody notices.

#include <array>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "machine/host/checker.hpp"

namespace archi::machine {

/// A cell, and what it is made.
struct ChangedCell {
    RowAddress at;
    std::size_t column = 0;
    F value;
};

struct Mutation {
    std::string_view kind;
    std::vector<ChangedCell> cells;  ///< none: there is nothing of that kind to change here
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
    using Cells = std::vector<ChangedCell>;

    [[nodiscard]] Cells flip_bits(const RowAddress& at, std::size_t column);
    [[nodiscard]] Cells set_flags(const RowAddress& at);
    [[nodiscard]] Cells opposite_flags(const RowAddress& at);
    [[nodiscard]] Cells copy(const RowAddress& from, const RowAddress& to, F flags) const;
    [[nodiscard]] Cells into_padding(const RowAddress& at, bool is_twice) const;
    [[nodiscard]] Cells swap_rows(const RowAddress& at);
    [[nodiscard]] Cells rewire(const RowAddress& at, bool is_same_cell);
    [[nodiscard]] Cells exchange(const RowAddress& at);
    [[nodiscard]] Cells lead_back(const RowAddress& at);
    [[nodiscard]] Cells move_access(const RowAddress& at);
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }
    [[nodiscard]] F sign() { return below(2) == 0 ? F::one() : -F::one(); }
    [[nodiscard]] RowAddress another_row(const RowAddress& at);

    struct Put {
        RowAddress at;
        std::size_t interaction = 0;
        Tuple tuple;
        bool is_send = false;
    };
    using Puts = std::vector<Put>;

    /// Makes the tuple what is wanted: for each entry, a column of it takes what is missing.
    void aim(Cells& cells, const RowAddress& at, std::size_t interaction,
             const Tuple& wanted) const;
    [[nodiscard]] const Puts& puts(std::size_t segment, Bus bus) const
    {
        return puts_[segment][static_cast<std::size_t>(bus)];
    }
    /// The interaction that takes a cell at a random access of the row; the next one gives it back.
    [[nodiscard]] std::optional<std::size_t> some_access(const RowResult& result);
    [[nodiscard]] const Put* receiver(std::size_t segment, const Tuple& tuple) const;

    const Checker& checker_;
    std::mt19937_64& random_;
    std::vector<std::vector<std::size_t>> flags_;  // by chip: columns in multiplicities
    std::vector<std::array<Puts, kBuses>> puts_;   // by segment: honest tuples of no table
};

}  // namespace archi::machine
