#pragma once
// The row-and-bus checker: every constraint on every row, and every bus as a multiset, exactly and
// without a challenge. What it accepts is what a proof shows. Cells and statements can be changed,
// and only what a change touches is looked at again.

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "machine/host/row.hpp"
#include "machine/host/trace.hpp"

namespace archi::machine {

/// A segment with all its traces, early ones too.
struct SegmentTraces {
    SegmentStatement statement;
    std::vector<ChipTrace> traces;
};

/// A row: traces[instance] of segments[segment].
struct RowAddress {
    std::size_t segment = 0;
    std::size_t instance = 0;
    std::size_t row = 0;

    auto operator<=>(const RowAddress&) const = default;
};

/// A tuple that is sent `net` times more than received, modulo p.
struct Imbalance {
    std::size_t segment = 0;  ///< any, of a global bus
    Tuple tuple;
    F net;
};

class Checker {
public:
    /// The program and the traces of a run, of which there may be one segment. `program` outlives
    /// this. Statements are checked as public terms; that they fit each other and the program is
    /// check_statements().
    Checker(const ProgramTables& program, std::vector<SegmentTraces> segments);

    /// Every row keeps its constraints and every bus balances.
    [[nodiscard]] bool accepts() const { return broken_rows_ == 0 && net_.empty(); }

    [[nodiscard]] bool keeps_constraints() const { return broken_rows_ == 0; }

    /// What is wrong, for a reader: chip, row and constraint, or a tuple that does not balance.
    [[nodiscard]] std::optional<std::string> first_violation() const;

    [[nodiscard]] const std::vector<SegmentTraces>& segments() const { return segments_; }
    [[nodiscard]] const ChipTrace& trace(const RowAddress& at) const
    {
        return segments_[at.segment].traces[at.instance];
    }
    /// The row's columns and fixed columns.
    [[nodiscard]] std::vector<F> row(const RowAddress& at) const;
    /// Evaluates the row as it stands.
    void evaluate(const RowAddress& at, RowResult& result) const;
    /// Up to `limit` tuples that do not balance.
    [[nodiscard]] std::vector<Imbalance> imbalances(std::size_t limit) const;

    /// Changes a cell of a column that is not fixed.
    void set(const RowAddress& at, std::size_t column, F value);
    [[nodiscard]] F get(const RowAddress& at, std::size_t column) const
    {
        return trace(at).columns.at(at.row, column);
    }
    void set_statement(std::size_t segment, const SegmentStatement& statement);

    /// Changes of cells since construction that were not undone.
    [[nodiscard]] std::size_t changes() const { return journal_.size(); }
    /// Whether the changes come to the same rows of each chip in another order: no buses nor
    /// constraints can tell, and no statement depends on it.
    [[nodiscard]] bool only_reorders() const;
    /// Undoes changes of cells until so many are left.
    void roll_back(std::size_t changes = 0);

    /// Weakens a chip, or makes all whole again.
    void omit(std::optional<Omission> omission);

private:
    /// Segment, or kGlobal; and the tuple.
    struct Key {
        std::size_t scope = 0;
        Tuple tuple;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Change {
        RowAddress at;
        std::size_t column = 0;
        F before;
    };

    void add_row(const RowAddress& at, bool is_added);
    void add_rows(std::size_t chip, bool is_added);
    void add_terms(std::size_t segment, bool is_added);
    void add(std::size_t segment, const Tuple& tuple, F multiplicity);

    const ProgramTables& program_;
    std::vector<SegmentTraces> segments_;
    std::unordered_map<Key, F, KeyHash> net_;  // of what does not balance
    std::size_t broken_rows_ = 0;
    std::vector<Change> journal_;
    std::optional<Omission> omission_;
};

/// Whether statements make one run of the program: it starts at the entry, each segment starts
/// where the one before ended, the last and only the last ends at the exit, and there are not too
/// many cycles. The verifier checks the same.
[[nodiscard]] std::optional<std::string> check_statements(
    const Program& program, const std::vector<SegmentStatement>& statements);

/// Name of a bus, as in "memory".
[[nodiscard]] std::string_view bus_name(Bus bus);
/// As in "memory (268435466, 12, 5, 0)".
[[nodiscard]] std::string to_text(const Tuple& tuple);

}  // namespace archi::machine
