// Differences from outside: any bytes are refused, or are exactly what encode gives for what they
// say. The first 32 bytes choose the values before.

#include "base/assert.hpp"
#include "base/blake3.hpp"
#include "state/difference.hpp"

using namespace archi;
using namespace archi::state;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < Hash::kSize) return 0;
    auto before = fixed<Hash>(bytes_view(data, size));
    const auto input = bytes_view(data, size).subspan(Hash::kSize);
    const auto decoded = decode(input);
    if (!decoded) return 0;
    std::vector<Difference> again;
    for (const auto& [is_new, index, key, value] : *decoded) {
        const auto old = is_new ? Hash{} : before;
        const auto after = resolve(value, old);
        if (!after) return 0;
        again.push_back({is_new, index, key, old, *after});
        before = blake3(before.bytes);
    }
    const auto bytes = encode(again);
    ARCHI_ASSERT(std::equal(bytes.begin(), bytes.end(), input.begin(), input.end()));
    return 0;
}
