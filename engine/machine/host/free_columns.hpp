#pragma once
// Columns that may change without making a run false, each with its reason.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "machine/cell.hpp"

namespace archi::machine {

struct FreeColumn {
    std::size_t chip = 0;
    std::string_view column;  ///< as in column_names(); a prefix of it: "" for all
    std::string_view reason;
    /// Whether the column is free in the row, as it is after the change.
    bool (*is_free)(std::span<const F> row);
};

/// All that there are.
[[nodiscard]] std::span<const FreeColumn> free_columns();

/// The reason why the change of a column was no lie, if it is listed.
[[nodiscard]] std::optional<std::string_view> reason_for(std::size_t chip, std::size_t column,
                                                         std::span<const F> row);

}  // namespace archi::machine
