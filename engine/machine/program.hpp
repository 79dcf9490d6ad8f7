#pragma once
// What is fixed before a run: instructions, constants and initialised data, and where it starts.

#include <cstdint>
#include <vector>

#include "machine/instruction.hpp"
#include "machine/limits.hpp"

namespace archi::machine {

/// A program of the proof machine.
///
/// Text is fetched and never data: a load or store below the image is a fault. The image holds
/// every cell that does not start as zero, and zeros in between; all memory at and above its end,
/// and the registers, start as zero.
struct Program {
    std::uint32_t entry = 0;           ///< address in the text, divisible by four
    std::uint32_t text_begin = 0;      ///< address of text[0], divisible by four
    std::vector<Instruction> text;     ///< kNone where the word does not decode; never empty
    std::uint32_t image_begin = 0;     ///< cell of image[0]; at or above the end of the text
    std::vector<std::uint32_t> image;  ///< may be empty

    [[nodiscard]] std::uint32_t text_end() const
    {
        return text_begin + 4 * static_cast<std::uint32_t>(text.size());
    }

    /// The first zero-initialised cell. Requires nothing; at most kMemoryCells.
    [[nodiscard]] std::uint32_t image_end() const
    {
        return image_begin + static_cast<std::uint32_t>(image.size());
    }
};

}  // namespace archi::machine
