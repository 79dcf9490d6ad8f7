#pragma once
// Names of columns for readers, as in "first.value.low", taken from the structures themselves.

#include <cstddef>
#include <string>
#include <vector>

namespace archi::machine {

/// Of the chip of number `chip`: its columns, then its fixed ones, in their order.
[[nodiscard]] const std::vector<std::string>& column_names(std::size_t chip);

/// Name of the chip of number `chip`.
[[nodiscard]] std::string_view chip_name(std::size_t chip);

}  // namespace archi::machine
