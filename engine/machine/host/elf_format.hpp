#pragma once
// The records of an ELF32 file, and how they are read within its bounds.

#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.hpp"

namespace archi::machine::elf {

inline constexpr std::size_t kHeaderSize = 52;
inline constexpr std::size_t kSegmentSize = 32;
inline constexpr std::size_t kSectionSize = 40;
inline constexpr std::size_t kSymbolSize = 16;

inline constexpr std::uint16_t kTypeExecutable = 2;
inline constexpr std::uint16_t kMachineRiscV = 243;
inline constexpr std::uint32_t kFlagCompressed = 1;
inline constexpr std::uint32_t kFlagsFloat = 6;
inline constexpr std::uint32_t kFlagSixteenRegisters = 8;

inline constexpr std::uint32_t kLoad = 1;
inline constexpr std::uint32_t kDynamic = 2;
inline constexpr std::uint32_t kInterpreter = 3;
inline constexpr std::uint32_t kThreadLocal = 7;

inline constexpr std::uint32_t kExecute = 1;
inline constexpr std::uint32_t kWrite = 2;

inline constexpr std::uint32_t kSymbolTable = 2;
inline constexpr std::uint8_t kFunction = 2;
inline constexpr std::uint8_t kUntyped = 0;

struct Header {
    std::uint16_t type = 0;
    std::uint16_t machine = 0;
    std::uint32_t entry = 0;
    std::uint32_t segments_offset = 0;
    std::uint32_t sections_offset = 0;
    std::uint32_t flags = 0;
    std::uint16_t segment_size = 0;
    std::uint16_t segments = 0;
    std::uint16_t section_size = 0;
    std::uint16_t sections = 0;
};

/// An entry of the program header table.
struct Segment {
    std::uint32_t type = 0;
    std::uint32_t offset = 0;
    std::uint32_t address = 0;
    std::uint32_t file_size = 0;
    std::uint32_t memory_size = 0;
    std::uint32_t flags = 0;
};

/// An entry of the section header table.
struct Section {
    std::uint32_t type = 0;
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
    std::uint32_t link = 0;
};

struct SymbolEntry {
    std::uint32_t name = 0;
    std::uint32_t value = 0;
    std::uint32_t size = 0;
    std::uint8_t type = 0;
};

/// `size` bytes of `file` at `offset`; none if the file does not have them.
[[nodiscard]] std::optional<bytes_view> part(bytes_view file, std::uint64_t offset,
                                             std::uint64_t size);

/// Little-endian numbers. Require that the bytes are there.
[[nodiscard]] std::uint16_t u16(bytes_view bytes, std::size_t offset);
[[nodiscard]] std::uint32_t u32(bytes_view bytes, std::size_t offset);

/// Each requires as many bytes as its size above.
[[nodiscard]] Header header(bytes_view bytes);
[[nodiscard]] Segment segment(bytes_view bytes);
[[nodiscard]] Section section(bytes_view bytes);
[[nodiscard]] SymbolEntry symbol(bytes_view bytes);

/// The text from `offset` to the next zero byte; none without one.
[[nodiscard]] std::optional<std::string> name(bytes_view strings, std::uint32_t offset);

}  // namespace archi::machine::elf
