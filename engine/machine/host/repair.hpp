#pragma once
// Looks for a lie that holds together: some cells have been changed, and now other cells of the
// row, its partners on the buses and the tables are changed until everything fits, if it can.

#include <random>
#include <set>
#include <unordered_map>

#include "machine/host/checker.hpp"

namespace archi::machine {

/// Columns that a witness may choose: a search that may use them finds other honest runs.
[[nodiscard]] bool is_choice(std::size_t chip, std::size_t column);

/// The row of a table that holds the tuple, if it is one of a table and in it.
[[nodiscard]] std::optional<RowAddress> table_row(const ProgramTables& program,
                                                  const Checker& checker, std::size_t segment,
                                                  const Tuple& tuple);
/// Makes a table serve a lookup as often as it is made, if it can.
bool serve_lookup(const ProgramTables& program, Checker& checker, const Imbalance& imbalance);

class Repair {
public:
    /// Both outlive this. The checker accepts as it stands.
    Repair(const ProgramTables& program, Checker& checker, std::mt19937_64& random);

    /// Cells that are changed already stay as they are, as do `frozen` ones. At most `steps` more
    /// are changed. True if the checker accepts in the end; the changes remain.
    bool attempt(const std::vector<std::pair<RowAddress, std::size_t>>& frozen, unsigned steps);

private:
    struct Use {
        RowAddress at;
        std::size_t interaction = 0;
        bool is_send = false;
    };

    bool mend_constraint();
    bool split_between_columns(const RowAddress& at, std::size_t constraint);
    bool mend_bus();
    bool mend_table(const Imbalance& imbalance);
    bool mend_lookup(const Imbalance& imbalance);
    bool mend_pair(const Imbalance& imbalance, const std::vector<Imbalance>& others);
    bool set_entry(const Use& use, std::size_t entry, F target);
    bool set_free(const RowAddress& at, std::size_t column, F value);
    [[nodiscard]] std::vector<Use> users(const Imbalance& imbalance, bool is_send) const;
    [[nodiscard]] F false_lookup_target(const Use& use, const Tuple& tuple, std::size_t& entry);
    [[nodiscard]] std::vector<std::size_t> columns_to_try(std::size_t chip);
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }

    const ProgramTables& program_;
    Checker& checker_;
    std::mt19937_64& random_;
    std::vector<SegmentTraces> honest_;
    std::vector<std::vector<int>> publicity_;  // by chip and column: how much others know of it
    std::unordered_multimap<std::size_t, Use> index_;  // by hash of the tuple, as it was at first
    std::set<std::pair<RowAddress, std::size_t>> frozen_;
    std::set<RowAddress> touched_;
};

}  // namespace archi::machine
