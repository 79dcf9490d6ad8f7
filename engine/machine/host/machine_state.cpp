#include "machine/host/machine_state.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>

#include "base/assert.hpp"
#include "base/blake3.hpp"

namespace archi::machine {

namespace {

// Where a guest leaves what is not part of the proof.
constexpr unsigned kOutputAddress = 18;
constexpr unsigned kOutputLength = 19;
constexpr unsigned kDiagnosticsAddress = 20;
constexpr unsigned kDiagnosticsLength = 21;

Hash digest_of(const std::array<std::uint32_t, kOutputWords>& words)
{
    Hash digest;
    static_assert(Hash::kSize == sizeof words);
    std::memcpy(digest.data(), words.data(), sizeof words);
    return digest;
}

Error fault(const MachineState& machine, Stop stop)
{
    const auto& core = machine.core;
    const auto& executable = *machine.executable;
    const auto index = (core.pc - core.text_begin) / 4;
    const auto place = executable.symbols.describe(core.pc);
    if (index >= executable.words.size())
        return {ErrorCode::kInvalidArgument,
                fmt::format("The program ran past the end of its text, at {}.", place)};
    const auto what = fmt::format("the instruction {:#010x} ({}) at {}", executable.words[index],
                                  mnemonic(executable.program.text[index].opcode), place);
    const auto address = core.fault_address;
    const auto sentence = [&] {
        switch (stop) {
            case Stop::kFetch:
                return fmt::format("Outside the text: {} leads to {:#x}.", what, address);
            case Stop::kIllegal:
                return fmt::format("No instruction of the proof machine: {:#010x} at {}.",
                                   executable.words[index], place);
            case Stop::kMisaligned:
                return fmt::format("Misaligned: {} accesses {:#x}.", what, address);
            case Stop::kOutside:
                return fmt::format(
                    "Outside memory: {} accesses {:#x}, data is from {:#x} to {:#x}.", what,
                    address, core.data_begin, kMemoryBytes - 1);
            default:
                return fmt::format("The input has no further word for {}.", what);
        }
    }();
    return {ErrorCode::kInvalidArgument, sentence};
}

}  // namespace

std::uint32_t MachineState::word(std::uint32_t cell) const
{
    std::uint32_t value = 0;
    std::memcpy(&value, memory.get() + std::size_t{4} * cell, sizeof value);
    return value;
}

std::optional<bytes_view> MachineState::region(unsigned address, unsigned length,
                                               std::size_t most) const
{
    const std::uint64_t begin = core.x[address];
    const std::uint64_t size = core.x[length];
    if (size > most || begin + size > kMemoryBytes) return std::nullopt;
    return bytes_view(memory.get() + begin, size);
}

Result<MachineState> make_machine(const Executable& executable,
                                  std::span<const std::uint32_t> hints, bool with_timestamps)
{
    MachineState machine;
    machine.executable = &executable;
    auto memory = zeroed_array<std::uint8_t>(kMemoryBytes);
    if (!memory) return std::unexpected(memory.error());
    machine.memory = std::move(*memory);
    if (with_timestamps) {
        auto timestamps = zeroed_array<std::uint32_t>(kMemoryCells);
        if (!timestamps) return std::unexpected(timestamps.error());
        machine.timestamps = std::move(*timestamps);
    }
    const auto& program = executable.program;
    if (!program.image.empty())
        std::memcpy(machine.memory.get() + std::size_t{4} * program.image_begin,
                    program.image.data(), 4 * program.image.size());
    auto& core = machine.core;
    core.load(program.text_begin, program.entry, program.text);
    core.data_begin = 4 * program.image_begin;
    core.memory = machine.memory.get();
    core.timestamps = machine.timestamps.get();
    core.next_hint = hints.data();
    core.hints_end = hints.data() + hints.size();
    return machine;
}

Result<Ending> ending_of(const MachineState& machine, Stop stop)
{
    ARCHI_ASSERT(stop != Stop::kPaused);
    if (stop != Stop::kExit && stop != Stop::kFail) return std::unexpected(fault(machine, stop));
    Ending ending;
    ending.succeeded = stop == Stop::kExit;
    const auto output = machine.region(kOutputAddress, kOutputLength, kMaxOutput);
    if (ending.succeeded) {
        std::copy_n(machine.core.x.begin() + kFirstOutputRegister, kOutputWords,
                    ending.words.begin());
        if (output && blake3(*output) == digest_of(ending.words))
            ending.output = Bytes(output->begin(), output->end());
    } else {
        ending.exit_code = machine.core.fault_address;
        if (output) ending.output = Bytes(output->begin(), output->end());
    }
    if (const auto said = machine.region(kDiagnosticsAddress, kDiagnosticsLength, kMaxDiagnostics))
        ending.diagnostics.assign(said->begin(), said->end());
    return ending;
}

}  // namespace archi::machine
