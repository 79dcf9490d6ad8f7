#pragma once
// Programs and inputs as the commands below `archipelago zk` take them.

#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "machine/host/elf.hpp"

namespace CLI {
class App;
}

namespace archi::cli {

/// The input of a program: a file, or hexadecimal digits; empty without either.
struct ProgramInput {
    std::string file;
    std::string hex;
};

void add_program(CLI::App& command, std::string& path);
void add_input(CLI::App& command, ProgramInput& input);

[[nodiscard]] Result<Bytes> read_input(const ProgramInput& input);
[[nodiscard]] Result<machine::Executable> read_program(const std::string& path);

/// "output   5 bytes: …", and as text where it is text.
void print_output(bytes_view output);

}  // namespace archi::cli
