#pragma once
// Times as people type them.

#include <chrono>
#include <string_view>

#include "base/result.hpp"

namespace archi::cli {

/// "250ms", "2s", "1.5s", "3m", "1h". Errors: kInvalidArgument.
[[nodiscard]] Result<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace archi::cli
