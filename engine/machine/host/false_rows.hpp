#pragma once
// Rows that claim what no machine does, made by hand where a search would not find them: moduli
// are met by numbers chosen for it, products are cut anew, flags add up to another opcode. Each
// breaks one statement of its chip, and nothing else; so had somebody forgotten that statement,
// the audit would find a false row kept.

#include <optional>
#include <string_view>
#include <vector>

#include "machine/host/row.hpp"
#include "machine/instruction.hpp"

namespace archi::machine {

/// An instruction with its operands, in a program that ends after it.
struct Setting {
    Instruction instruction;
    std::uint32_t x5 = 0;
    std::uint32_t x6 = 0;
    std::uint32_t word = 0;  ///< in memory, at kSettingWord
};

/// So low that an address may be the number of a register.
inline constexpr std::uint32_t kSettingPc = 8;
inline constexpr std::uint32_t kSettingWord = 0x2000;

struct FalseRow {
    std::size_t chip = 0;
    std::string_view claim;  ///< as in "div: 7 / 2 = 4"
    Setting setting;
    std::vector<F> row;  ///< the chip's columns
    std::vector<std::vector<F>>
        besides;             ///< rows of the chip that go with it, on no bus but tables
    std::size_t copies = 1;  ///< of the row, which counts a part of one
};

/// All of them.
[[nodiscard]] const std::vector<FalseRow>& false_rows();

/// What of the chip's statements is not kept: constraints, and lookups of what is in no table.
[[nodiscard]] std::vector<Omission> broken_statements(const FalseRow& row);

/// Whether it is a lie at all: from the same state and the same words, the machine leaves something
/// else, or stops.
[[nodiscard]] bool is_false(const FalseRow& row);

/// A row of the machine's own, and the chip it belongs to. None: the machine stops with a fault.
struct HonestRow {
    std::size_t chip = 0;
    std::vector<F> row;
};
[[nodiscard]] std::optional<HonestRow> honest_row(const Setting& setting);

}  // namespace archi::machine
