#pragma once
// Lies about who meets whom: accesses that find what another one left, and all rows around agree.

#include <array>
#include <optional>
#include <random>
#include <vector>

#include "machine/host/checker.hpp"

namespace archi::machine {

/// A cell, and what it is made.
struct ChangedCell {
    RowAddress at;
    std::size_t column = 0;
    F value;
};

using ChangedCells = std::vector<ChangedCell>;

/// Changes of the tuples of rows. Nothing is changed where there is nothing of that kind.
class Rewiring {
public:
    /// Both outlive this. The checker accepts as it stands.
    Rewiring(const Checker& checker, std::mt19937_64& random);

    /// One tuple of the row becomes another one that is on the bus: of the same cell, what another
    /// access finds there or leaves.
    [[nodiscard]] ChangedCells exchange_tuple(const RowAddress& at, bool is_same_cell);
    /// Two accesses to a cell find what the other one should.
    [[nodiscard]] ChangedCells exchange(const RowAddress& at);
    /// What an access leaves comes back to it with a later timestamp, by a row of the refresh chip;
    /// the next access finds what this one should have found.
    [[nodiscard]] ChangedCells lead_back(const RowAddress& at);
    /// An access goes to another cell, between two accesses there; where it was, nobody misses it.
    [[nodiscard]] ChangedCells move_access(const RowAddress& at);

private:
    struct Put {
        RowAddress at;
        std::size_t interaction = 0;
        Tuple tuple;
        bool is_send = false;
    };
    using Puts = std::vector<Put>;

    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }
    /// Makes the tuple what is wanted: for each entry, a column of it takes what is missing.
    void aim(ChangedCells& cells, const RowAddress& at, std::size_t interaction,
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
    std::vector<std::array<Puts, kBuses>> puts_;  // by segment: honest tuples of no table
};

}  // namespace archi::machine
