// Speed of the interpreter on the cases that contracts.mjs prints: evm_scenarios FILE
// A case is one transaction, code already analysed. Prints gas, and best and median of 15 samples
// in nanoseconds, with millions of gas a second of the median.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "bench/scenario.hpp"

namespace {

using namespace archi;
using Clock = std::chrono::steady_clock;

constexpr int kSamples = 15;
constexpr double kSampleTime = 4e6;  // nanoseconds, roughly

double nanoseconds(bench::Scenario& scenario, int times)
{
    const auto start = Clock::now();
    for (int i = 0; i < times; ++i)
        static_cast<void>(scenario.run());
    return std::chrono::duration<double, std::nano>(Clock::now() - start).count() / times;
}

bool measure(const std::string& name, const std::string& lines)
{
    bench::Scenario scenario;
    if (!scenario.prepare(lines)) {
        std::fprintf(stderr, "%s: cannot be prepared\n", name.c_str());
        return false;
    }
    const auto result = scenario.run();
    if (result.status != evm::Status::kSuccess) {
        std::fprintf(stderr, "%s: %s\n", name.c_str(), evm::to_string(result.status));
        return false;
    }
    const auto times = std::max(1, static_cast<int>(kSampleTime / nanoseconds(scenario, 1)));
    std::vector<double> samples;
    for (int i = 0; i < kSamples; ++i)
        samples.push_back(nanoseconds(scenario, times));
    std::ranges::sort(samples);
    const auto median = samples[kSamples / 2];
    const auto gas = scenario.gas_used(result);
    std::printf("%-34s %9lld gas  best %10.0f ns  median %10.0f ns %7.0f Mgas/s\n", name.c_str(),
                static_cast<long long>(gas), samples.front(), median,
                1000.0 * static_cast<double>(gas) / median);
    return true;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return 2;
    }
    std::ifstream in(argv[1]);
    std::string line;
    std::string name;
    std::string lines;
    bool good = true;
    const auto finish = [&] {
        if (!name.empty()) good = measure(name, lines) && good;
        lines.clear();
    };
    while (std::getline(in, line)) {
        if (line.starts_with("case ")) {
            finish();
            name = line.substr(5);
        } else {
            lines += line + "\n";
        }
    }
    finish();
    return good && !name.empty() ? 0 : 1;
}
