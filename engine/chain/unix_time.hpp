#pragma once
// The machine's clock, as blocks tell it.

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace archi::chain {

/// Milliseconds since 1970; 0 on a machine whose clock is before.
inline std::int64_t unix_ms()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::max<std::int64_t>(
        0, std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

/// Seconds since 1970; 0 on a machine whose clock is before.
inline std::uint64_t unix_seconds()
{
    return static_cast<std::uint64_t>(unix_ms()) / 1000;
}

}  // namespace archi::chain
