#pragma once
// Chips as text, for analysers that are not ours.

#include <cstddef>
#include <string>

namespace archi::machine {

/// Columns, constraints and interactions of the chip of number `chip`, one a line, modulo p:
///   chip <name> modulo <p>
///   column <name>                                      fixed ones begin with "fixed."
///   zero <polynomial>
///   send|receive <bus> <multiplicity> (<entry>, ...)
/// Polynomials are made of names, decimal numbers in (-p/2, p/2), + - * and parentheses.
[[nodiscard]] std::string extract(std::size_t chip);

}  // namespace archi::machine
