#include "cli/duration.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace archi::cli {

Result<std::chrono::milliseconds> parse_duration(std::string_view text)
{
    using Unit = std::pair<std::string_view, double>;
    constexpr std::array kUnits{Unit{"ms", 1}, Unit{"s", 1'000}, Unit{"m", 60'000},
                                Unit{"h", 3'600'000}};
    double number = 0;
    const auto [end, status] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (status == std::errc{} && number >= 0 && number < 1e9) {
        const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
        for (const auto& [name, milliseconds] : kUnits) {
            if (unit == name) {
                return std::chrono::milliseconds(
                    static_cast<std::int64_t>(std::llround(number * milliseconds)));
            }
        }
    }
    return failure(ErrorCode::kInvalidArgument,
                   "'" + std::string(text) + "' is not a time; write for example 250ms or 2s");
}

}  // namespace archi::cli
