#pragma once
// What every part of the load driver needs: give up with a sentence, measure time.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace archi::load {

using Clock = std::chrono::steady_clock;

[[noreturn]] inline void give_up(const std::string& what)
{
    std::fprintf(stderr, "rpc_load: %s\n", what.c_str());
    std::exit(1);
}

template <typename T>
T must(Result<T> result, const char* what)
{
    if (!result) give_up(std::string(what) + ": " + describe(result.error()));
    return std::move(*result);
}

/// Seconds.
inline double since(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

inline double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

}  // namespace archi::load
