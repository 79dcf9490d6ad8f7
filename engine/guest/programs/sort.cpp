// Sorts numbers that follow from the input, and says what came out. Input: a seed and how many
// numbers, two words in little-endian order; nothing means 1 and 100,000. Output: the sum of
// (i + 1) * number i, modulo 2^64, in little-endian order.

#include <algorithm>
#include <array>
#include <vector>

#include "guest/system.hpp"

namespace {

constexpr std::uint32_t kSeed = 1;
constexpr std::uint32_t kCount = 100'000;
constexpr std::uint32_t kMaxCount = 10'000'000;

/// Little-endian. Requires four bytes.
std::uint32_t word(archi::bytes_view bytes)
{
    return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | std::uint32_t{bytes[3]} << 24;
}

/// G. Marsaglia, "Xorshift RNGs" (2003). Never zero if the state is not.
std::uint32_t next(std::uint32_t& state)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

}  // namespace

int main()
{
    const auto input = archi::guest::read_input();
    if (!input.empty() && input.size() != 8) return 1;
    auto state = input.empty() ? kSeed : word(input);
    const auto count = input.empty() ? kCount : word(archi::bytes_view(input).subspan(4));
    if (state == 0 || count > kMaxCount) return 1;

    std::vector<std::uint32_t> numbers(count);
    for (auto& number : numbers)
        number = next(state);
    std::sort(numbers.begin(), numbers.end(),
              [](std::uint32_t a, std::uint32_t b) { return a < b; });

    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < count; ++i)
        sum += std::uint64_t{i + 1} * numbers[i];
    std::array<std::uint8_t, 8> output{};
    for (std::size_t i = 0; i < output.size(); ++i)
        output[i] = static_cast<std::uint8_t>(sum >> 8 * i);
    archi::guest::write_output(output);
    return 0;
}
