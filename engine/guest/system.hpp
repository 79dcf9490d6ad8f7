#pragma once
// What a guest can ask of the machine it runs on. runtime/system_linux.cpp answers with Linux
// system calls, as qemu-riscv32 understands them; a proving machine brings a file of its own.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/bytes.hpp"

namespace archi::guest {

/// Everything the host hands in, to its end.
[[nodiscard]] Bytes read_input();

/// What the guest asserts; goes to the host in the order of the calls.
void write_output(bytes_view bytes);

/// For people; never part of what is proven.
void write_diagnostic(std::string_view text);

/// Ends the guest. 0: done; 1: the input is invalid; 2: an invariant broke.
[[noreturn]] void exit(int code);

}  // namespace archi::guest
