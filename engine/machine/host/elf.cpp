#include "machine/host/elf.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <span>

#include "machine/host/elf_format.hpp"

namespace archi::machine {

namespace {

/// Names longer than this, which templates have, are cut: a bound for files that repeat one name.
constexpr std::size_t kMaxName = 1024;
constexpr std::size_t kMaxSymbols = 1 << 18;

std::unexpected<Error> refuse(std::string why)
{
    return failure(ErrorCode::kInvalidArgument, std::move(why));
}

Result<elf::Header> read_header(bytes_view file)
{
    constexpr std::array<std::uint8_t, 7> kIdentity = {0x7f, 'E', 'L', 'F', 1, 1, 1};
    if (file.size() > kMaxElfBytes)
        return failure(ErrorCode::kLimitExceeded,
                       fmt::format("The program has more than {} bytes.", kMaxElfBytes));
    if (file.size() < 4 || !std::equal(kIdentity.begin(), kIdentity.begin() + 4, file.begin()))
        return refuse("This is not an ELF file.");
    if (file.size() < elf::kHeaderSize) return refuse("The ELF file ends within its header.");
    const auto header = elf::header(file);
    if (!std::equal(kIdentity.begin(), kIdentity.end(), file.begin()) ||
        header.machine != elf::kMachineRiscV)
        return failure(ErrorCode::kUnsupported, "The program is not for little-endian RV32.");
    if (header.type != elf::kTypeExecutable)
        return failure(ErrorCode::kUnsupported,
                       "The file is not an executable at fixed addresses.");
    if ((header.flags & (elf::kFlagCompressed | elf::kFlagsFloat | elf::kFlagSixteenRegisters)) !=
        0)
        return failure(ErrorCode::kUnsupported,
                       "The program was compiled for more than RV32IM: use -march=rv32im "
                       "-mabi=ilp32.");
    if (header.segments == 0 || header.segment_size != elf::kSegmentSize)
        return refuse("The ELF file has no table of segments.");
    return header;
}

/// The segments to load, checked one by one and against each other. The first is the text.
Result<std::vector<elf::Segment>> read_segments(bytes_view file, const elf::Header& header)
{
    const auto table = elf::part(file, header.segments_offset, header.segments * elf::kSegmentSize);
    if (!table) return refuse("The table of segments lies outside the ELF file.");
    std::vector<elf::Segment> loaded;
    for (std::size_t i = 0; i < header.segments; ++i) {
        const auto segment = elf::segment(table->subspan(i * elf::kSegmentSize));
        if (segment.type == elf::kDynamic || segment.type == elf::kInterpreter ||
            segment.type == elf::kThreadLocal)
            return failure(ErrorCode::kUnsupported,
                           "The program is linked dynamically or has thread-local data.");
        if (segment.type != elf::kLoad || segment.memory_size == 0) continue;
        if (segment.file_size > segment.memory_size ||
            !elf::part(file, segment.offset, segment.file_size))
            return refuse(
                fmt::format("The segment at {:#x} lies outside the ELF file.", segment.address));
        const auto end = std::uint64_t{segment.address} + segment.memory_size;
        if (end > kMemoryBytes)
            return refuse(
                fmt::format("The segment at {:#x} ends at {:#x}, above the memory of 2^{} "
                            "bytes.",
                            segment.address, end, kAddressBits));
        if (!loaded.empty() && segment.address < loaded.back().address + loaded.back().memory_size)
            return refuse(fmt::format(
                "The segment at {:#x} lies below or within the one before it.", segment.address));
        const bool executable = (segment.flags & elf::kExecute) != 0;
        if (executable && (segment.flags & elf::kWrite) != 0)
            return refuse("The text may be written to.");
        if (executable != loaded.empty())
            return refuse(executable ? "The program has more than one segment of text."
                                     : "The first segment is not the text.");
        loaded.push_back(segment);
    }
    if (loaded.empty()) return refuse("The program has no text.");
    return loaded;
}

Result<void> read_text(bytes_view file, const elf::Segment& segment, Executable& out)
{
    if (segment.address % 4 != 0 || segment.file_size % 4 != 0 ||
        segment.file_size != segment.memory_size)
        return refuse("The text does not consist of whole words.");
    if (segment.file_size / 4 > kMaxTextWords)
        return failure(ErrorCode::kLimitExceeded,
                       fmt::format("The text has more than {} words.", kMaxTextWords));
    auto& program = out.program;
    program.text_begin = segment.address;
    const auto bytes = file.subspan(segment.offset, segment.file_size);
    out.words.reserve(bytes.size() / 4);
    program.text.reserve(bytes.size() / 4);
    for (std::uint32_t i = 0; i < bytes.size(); i += 4) {
        const auto word = elf::u32(bytes, i);
        out.words.push_back(word);
        program.text.push_back(decode(word, segment.address + i).value_or(Instruction{}));
    }
    return {};
}

Result<void> read_image(bytes_view file, std::span<const elf::Segment> data, Program& program)
{
    std::uint32_t end = program.text_end();
    for (const auto& segment : data)
        if (segment.file_size != 0) end = segment.address + segment.file_size;
    program.image_begin = (data.empty() ? end : data.front().address) / 4;
    // Nothing to load: every cell above the text starts as zero.
    if (end == program.text_end()) return {};
    const auto words = (end + 3) / 4 - program.image_begin;
    if (words > kMaxImageWords)
        return failure(ErrorCode::kLimitExceeded,
                       fmt::format("Constants and data span more than {} words; put what starts as "
                                   "zero behind them.",
                                   kMaxImageWords));
    program.image.resize(words);
    for (const auto& segment : data)
        for (std::uint32_t i = 0; i < segment.file_size; ++i) {
            const auto address = segment.address + i;
            program.image[address / 4 - program.image_begin] |=
                std::uint32_t{file[segment.offset + i]} << 8 * (address % 4);
        }
    return {};
}

/// Adds the functions among `entries`, whose names are in `strings`.
Result<void> add_symbols(bytes_view entries, bytes_view strings, const Program& program,
                         std::vector<Symbol>& symbols)
{
    for (std::size_t at = 0; at + elf::kSymbolSize <= entries.size(); at += elf::kSymbolSize) {
        const auto entry = elf::symbol(entries.subspan(at));
        const bool in_text = entry.value >= program.text_begin && entry.value < program.text_end();
        // Labels of assembly have no type; those that start with '.' or '$' mark no function.
        if (!in_text || (entry.type != elf::kFunction && entry.type != elf::kUntyped)) continue;
        auto name = elf::name(strings, entry.name);
        if (!name) return refuse("The name of a symbol lies outside the ELF file.");
        if (name->empty() || name->front() == '.' || name->front() == '$') continue;
        if (name->size() > kMaxName) name->resize(kMaxName);
        if (symbols.size() == kMaxSymbols)
            return failure(ErrorCode::kLimitExceeded,
                           fmt::format("The program has more than {} symbols.", kMaxSymbols));
        symbols.push_back({entry.value, entry.size, std::move(*name)});
    }
    return {};
}

Result<Symbols> read_symbols(bytes_view file, const elf::Header& header, const Program& program)
{
    if (header.sections == 0) return Symbols();
    const auto table = elf::part(file, header.sections_offset, header.sections * elf::kSectionSize);
    if (header.section_size != elf::kSectionSize || !table)
        return refuse("The table of sections lies outside the ELF file.");
    std::vector<Symbol> symbols;
    for (std::size_t i = 0; i < header.sections; ++i) {
        const auto section = elf::section(table->subspan(i * elf::kSectionSize));
        if (section.type != elf::kSymbolTable) continue;
        const auto entries = elf::part(file, section.offset, section.size);
        if (!entries || section.link >= header.sections)
            return refuse("The table of symbols lies outside the ELF file.");
        const auto names = elf::section(table->subspan(section.link * elf::kSectionSize));
        const auto strings = elf::part(file, names.offset, names.size);
        if (!strings) return refuse("The names of symbols lie outside the ELF file.");
        if (auto added = add_symbols(*entries, *strings, program, symbols); !added)
            return std::unexpected(added.error());
    }
    return Symbols(std::move(symbols));
}

}  // namespace

Result<Executable> load_elf(bytes_view file)
{
    const auto header = read_header(file);
    if (!header) return std::unexpected(header.error());
    const auto segments = read_segments(file, *header);
    if (!segments) return std::unexpected(segments.error());

    Executable out;
    if (auto done = read_text(file, segments->front(), out); !done)
        return std::unexpected(done.error());
    const auto data = std::span(*segments).subspan(1);
    if (auto done = read_image(file, data, out.program); !done)
        return std::unexpected(done.error());
    out.program.entry = header->entry;
    if (header->entry % 4 != 0 || header->entry < out.program.text_begin ||
        header->entry >= out.program.text_end())
        return refuse(fmt::format("The entry {:#x} is not in the text.", header->entry));
    auto symbols = read_symbols(file, *header, out.program);
    if (!symbols) return std::unexpected(symbols.error());
    out.symbols = std::move(*symbols);
    return out;
}

}  // namespace archi::machine
