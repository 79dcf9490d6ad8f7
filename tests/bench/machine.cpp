// The executor of the proof machine: millions of instructions a second of processor time at full
// speed, profiled, metered and recorded. Usage: machine GUESTS_FOLDER BATCH_WITNESS

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "machine/host/costs.hpp"

namespace {

using namespace archi;
using namespace archi::machine;

constexpr std::size_t kRounds = 7;
constexpr std::uint64_t kSegmentCells = std::uint64_t{1} << 26;
constexpr std::size_t kMaxFile = std::size_t{1} << 28;

[[noreturn]] void give_up(const Error& error)
{
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    std::exit(1);
}

template <typename T>
T value_of(Result<T> result)
{
    if (!result) give_up(result.error());
    return std::move(*result);
}

Bytes read(const std::string& path)
{
    const auto content = value_of(read_file(path, kMaxFile));
    return {content.begin(), content.end()};
}

/// Runs `work`, which gives the cycles it executed, and prints the median and spread of its speed.
template <typename Work>
void measure(const char* program, const char* mode, const Work& work)
{
    std::vector<double> mips;
    std::uint64_t cycles = 0;
    for (std::size_t round = 0; round < kRounds; ++round) {
        // Not the time of day: others may be at work on the same cores.
        const auto start = std::clock();
        cycles = work();
        const auto microseconds = 1e6 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        mips.push_back(static_cast<double>(cycles) / std::max(microseconds, 1.0));
    }
    std::ranges::sort(mips);
    std::printf("%-8s %-9s %10llu cycles  median %6.1f M/s, spread %6.1f to %6.1f\n", program, mode,
                static_cast<unsigned long long>(cycles), mips[kRounds / 2], mips.front(),
                mips.back());
}

std::uint64_t run_segments(const Executable& executable, const std::vector<std::uint32_t>& hints,
                           Run::Records records)
{
    auto run = value_of(Run::start(executable, hints, segment_limits(kSegmentCells)));
    while (!run.ended())
        run.recycle(value_of(run.next_segment(records)).records);
    return run.cycles();
}

void measure_program(const char* name, const std::string& folder, bytes_view input)
{
    const auto executable = value_of(load_elf(read(folder + "/" + name + ".elf")));
    const auto hints = hint_words(input);
    measure(name, "plain", [&] { return value_of(execute(executable, hints)).cycles; });
    measure(name, "profiled",
            [&] { return value_of(execute(executable, hints, kMaxCycles, true)).cycles; });
    measure(name, "metered", [&] { return run_segments(executable, hints, Run::Records::kNone); });
    measure(name, "recorded", [&] { return run_segments(executable, hints, Run::Records::kAll); });
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 3) {
        std::fprintf(stderr, "usage: machine GUESTS_FOLDER BATCH_WITNESS\n");
        return 2;
    }
    const std::string folder = arguments[1];
    measure_program("hello", folder, bytes_of("Ada"));
    measure_program("sort", folder, {});
    measure_program("batch", folder, read(arguments[2]));
    return 0;
}
