#pragma once
// What rows owe to other chips, noted down while they are filled: lookups in tables, and rows of
// the refresh chip.

#include <cstdint>
#include <vector>

#include "machine/chips/byte_and/constraints.hpp"
#include "machine/chips/range/constraints.hpp"
#include "machine/limits.hpp"

namespace archi::machine {

/// A cell whose timestamp must be moved on before its next access.
struct RefreshStep {
    std::uint32_t cell = 0;
    std::uint32_t previous_timestamp = 0;
    std::uint32_t timestamp = 0;
    std::uint32_t value = 0;
};

class Ledger {
public:
    /// Refreshes cells at `max_age`, at most kMaxAge; less gives more rows of the refresh chip.
    Ledger(std::size_t rom_rows, std::uint32_t max_age)
        : max_age_(max_age),
          ranges_(std::size_t{1} << chips::Range::kLogHeight),
          conjunctions_(std::size_t{1} << chips::ByteAnd::kLogHeight),
          instructions_(rom_rows)
    {
    }

    /// A lookup of value < 2^bits. One that is not true has no row, and none is noted: only rows
    /// made of a false record ask for that, and their bus does not balance.
    void range(std::uint32_t bits, std::uint32_t value)
    {
        if (value >> bits == 0) ++ranges_[(std::size_t{1} << bits) + value];
    }
    void range_word(std::uint32_t word)
    {
        range(16, word & 0xffff);
        range(16, word >> 16);
    }
    void byte_and(std::uint32_t a, std::uint32_t b) { ++conjunctions_[a | b << 8]; }
    void instruction(std::size_t rom_row) { ++instructions_[rom_row]; }

    /// An access to a cell that was last accessed at `previous_timestamp` and holds `value`. Gives
    /// the timestamp that the row finds there, which may be that of a refresh in between.
    [[nodiscard]] std::uint32_t access(std::uint32_t cell, std::uint32_t timestamp,
                                       std::uint32_t previous_timestamp, std::uint32_t value)
    {
        if (timestamp - previous_timestamp - 1 >= max_age_ && previous_timestamp < timestamp) {
            refreshes_.push_back({cell, previous_timestamp, timestamp - max_age_ / 2, value});
            previous_timestamp = timestamp - max_age_ / 2;
        }
        range(16, timestamp - previous_timestamp - 1);
        return previous_timestamp;
    }

    [[nodiscard]] const std::vector<std::uint32_t>& ranges() const { return ranges_; }
    [[nodiscard]] const std::vector<std::uint32_t>& conjunctions() const { return conjunctions_; }
    [[nodiscard]] const std::vector<std::uint32_t>& instructions() const { return instructions_; }
    [[nodiscard]] const std::vector<RefreshStep>& refreshes() const { return refreshes_; }

private:
    std::uint32_t max_age_;
    std::vector<std::uint32_t> ranges_;        // by row of the range chip
    std::vector<std::uint32_t> conjunctions_;  // by row of the byte_and chip
    std::vector<std::uint32_t> instructions_;  // by row of the rom chip
    std::vector<RefreshStep> refreshes_;
};

}  // namespace archi::machine
