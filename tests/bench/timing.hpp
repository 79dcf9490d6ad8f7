#pragma once
// How the benchmarks of the EVM measure, and the table that they print.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace archi::bench {

inline constexpr int kSamples = 15;
inline constexpr double kSampleTime = 4e6;  // nanoseconds, roughly

/// Of one execution, in nanoseconds, with `run` called `times` times.
template <typename Run>
double nanoseconds(Run& run, int times)
{
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    for (int i = 0; i < times; ++i)
        run();
    return std::chrono::duration<double, std::nano>(Clock::now() - start).count() / times;
}

inline void print_head(const char* what)
{
    std::printf("%-40s %11s %13s %13s %9s\n", what, "gas", "best ns", "median ns", "Mgas/s");
}

/// Measures `run`, which takes so much gas each time, and prints a line: best and median of
/// kSamples samples, and millions of gas a second of the median.
template <typename Run>
void print_row(const std::string& name, long long gas, Run run)
{
    const auto times = std::max(1, static_cast<int>(kSampleTime / nanoseconds(run, 1)));
    std::vector<double> samples;
    for (int i = 0; i < kSamples; ++i)
        samples.push_back(nanoseconds(run, times));
    std::ranges::sort(samples);
    const auto median = samples[kSamples / 2];
    std::printf("%-40s %11lld %13.0f %13.0f %9.0f\n", name.c_str(), gas, samples.front(), median,
                1000.0 * static_cast<double>(gas) / median);
    std::fflush(stdout);
}

}  // namespace archi::bench
