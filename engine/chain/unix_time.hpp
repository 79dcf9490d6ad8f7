#pragma once
// The machine's clock, as blocks tell it.

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace archi::chain {

/// Seconds since 1970; 0 on a machine whose clock is before.
inline std::uint64_t unix_seconds()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(now).count()));
}

}  // namespace archi::chain
