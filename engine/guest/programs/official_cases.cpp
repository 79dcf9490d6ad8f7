// Executes official state tests on rv32im: cases in (each behind its size, four bytes, big endian),
// outcomes out, in the same order. Not proven; no part of the product.

#include "ethereum/case_codec.hpp"
#include "ethereum/transition.hpp"
#include "guest/system.hpp"

int main()
{
    constexpr std::size_t kSizeBytes = 4;
    const auto input = archi::guest::read_input();
    for (archi::bytes_view rest = input; !rest.empty();) {
        if (rest.size() < kSizeBytes) return 1;
        std::size_t size = 0;
        for (const auto byte : rest.first(kSizeBytes))
            size = size << 8U | byte;
        rest = rest.subspan(kSizeBytes);
        if (size > rest.size()) return 1;
        const auto owned = archi::ethereum::decode_case(rest.first(size));
        if (!owned) return 1;
        archi::guest::write_output(archi::ethereum::encode(archi::ethereum::run(owned->test)));
        rest = rest.subspan(size);
    }
    return 0;
}
