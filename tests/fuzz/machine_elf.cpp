// Programs from anywhere: any bytes are refused, or are a program whose parts lie where the machine
// expects them, and which runs for a while without harm.

#include "base/assert.hpp"
#include "machine/host/elf.hpp"
#include "machine/host/run.hpp"

using namespace archi;
using namespace archi::machine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::uint64_t kCycles = 10'000;
    const auto executable = load_elf(bytes_view(data, size));
    if (!executable) {
        ARCHI_ASSERT(!executable.error().sentence.empty());
        return 0;
    }
    const auto& program = executable->program;
    ARCHI_ASSERT(!program.text.empty() && program.text.size() == executable->words.size());
    ARCHI_ASSERT(program.text.size() <= kMaxTextWords && program.image.size() <= kMaxImageWords);
    ARCHI_ASSERT(program.text_end() <= kMemoryBytes && program.image_end() <= kMemoryCells);
    ARCHI_ASSERT(4 * std::uint64_t{program.image_begin} >= program.text_end());
    ARCHI_ASSERT(program.entry % 4 == 0 && program.entry >= program.text_begin &&
                 program.entry < program.text_end());
    const std::uint32_t hints[] = {4, 0x04030201};
    const auto done = execute(*executable, hints, kCycles);
    if (!done) {
        ARCHI_ASSERT(!done.error().sentence.empty());
        return 0;
    }
    // What ends also ends in segments, the same way.
    auto run = Run::start(*executable, {hints, hints + 2}, SegmentLimits{.max_cycles = 1000});
    ARCHI_ASSERT(run.has_value());
    while (!run->ended())
        ARCHI_ASSERT(run->next_segment(Run::Records::kAll).has_value());
    ARCHI_ASSERT(run->ending().words == done->ending.words);
    ARCHI_ASSERT(run->ending().exit_code == done->ending.exit_code);
    return 0;
}
