#include "cli/zk_program.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/file.hpp"
#include "base/hex.hpp"

namespace archi::cli {

namespace {

constexpr std::size_t kMaxInput = std::size_t{1} << 28;  // bytes

bool is_printable(bytes_view bytes)
{
    return std::ranges::all_of(bytes, [](std::uint8_t byte) {
        return byte == '\n' || byte == '\t' || (byte >= ' ' && byte < 0x7f);
    });
}

}  // namespace

void add_program(CLI::App& command, std::string& path)
{
    command.add_option("PROGRAM", path, "An ELF file for RV32IM, as bin/guest/*.elf")
        ->required()
        ->check(CLI::ExistingFile);
}

void add_input(CLI::App& command, ProgramInput& input)
{
    auto* file = command.add_option("--input", input.file, "A file with the input")
                     ->check(CLI::ExistingFile);
    command.add_option("--input-hex", input.hex, "The input itself")->excludes(file);
}

Result<Bytes> read_input(const ProgramInput& input)
{
    if (!input.hex.empty()) {
        auto bytes = hex::decode_lenient(input.hex);
        if (!bytes)
            return failure(ErrorCode::kInvalidArgument,
                           fmt::format("--input-hex {}.", hex::to_string(bytes.error())));
        return std::move(*bytes);
    }
    if (input.file.empty()) return Bytes();
    const auto content = read_file(input.file, kMaxInput);
    if (!content) return std::unexpected(content.error());
    return Bytes(content->begin(), content->end());
}

Result<machine::Executable> read_program(const std::string& path)
{
    const auto content = read_file(path, machine::kMaxElfBytes);
    if (!content) return std::unexpected(content.error());
    auto executable = machine::load_elf(bytes_of(*content));
    if (!executable) return failure(path + " is no program to prove", executable.error());
    return executable;
}

void print_output(bytes_view output)
{
    fmt::print("output   {} bytes: {}\n", output.size(), hex::encode(output));
    if (output.empty() || !is_printable(output)) return;
    fmt::print("         {}{}", std::string(output.begin(), output.end()),
               output.back() == '\n' ? "" : "\n");
}

}  // namespace archi::cli
