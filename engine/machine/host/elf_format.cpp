#include "machine/host/elf_format.hpp"

#include <algorithm>

namespace archi::machine::elf {

std::optional<bytes_view> part(bytes_view file, std::uint64_t offset, std::uint64_t size)
{
    if (offset > file.size() || size > file.size() - offset) return std::nullopt;
    return file.subspan(offset, size);
}

std::uint16_t u16(bytes_view bytes, std::size_t offset)
{
    return static_cast<std::uint16_t>(bytes[offset] | bytes[offset + 1] << 8);
}

std::uint32_t u32(bytes_view bytes, std::size_t offset)
{
    return u16(bytes, offset) | std::uint32_t{u16(bytes, offset + 2)} << 16;
}

Header header(bytes_view bytes)
{
    return {.type = u16(bytes, 16),
            .machine = u16(bytes, 18),
            .entry = u32(bytes, 24),
            .segments_offset = u32(bytes, 28),
            .sections_offset = u32(bytes, 32),
            .flags = u32(bytes, 36),
            .segment_size = u16(bytes, 42),
            .segments = u16(bytes, 44),
            .section_size = u16(bytes, 46),
            .sections = u16(bytes, 48)};
}

Segment segment(bytes_view bytes)
{
    return {.type = u32(bytes, 0),
            .offset = u32(bytes, 4),
            .address = u32(bytes, 8),
            .file_size = u32(bytes, 16),
            .memory_size = u32(bytes, 20),
            .flags = u32(bytes, 24)};
}

Section section(bytes_view bytes)
{
    return {.type = u32(bytes, 4),
            .offset = u32(bytes, 16),
            .size = u32(bytes, 20),
            .link = u32(bytes, 24)};
}

SymbolEntry symbol(bytes_view bytes)
{
    return {.name = u32(bytes, 0),
            .value = u32(bytes, 4),
            .size = u32(bytes, 8),
            .type = static_cast<std::uint8_t>(bytes[12] & 15)};
}

std::optional<std::string> name(bytes_view strings, std::uint32_t offset)
{
    if (offset >= strings.size()) return std::nullopt;
    const auto rest = strings.subspan(offset);
    const auto end = std::ranges::find(rest, std::uint8_t{0});
    if (end == rest.end()) return std::nullopt;
    return std::string(rest.begin(), end);
}

}  // namespace archi::machine::elf
