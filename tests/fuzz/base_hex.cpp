// Hexadecimal text from outside: any text is refused, or is what encoding gives but for letter
// case.

#include "base/assert.hpp"
#include "base/hex.hpp"

using namespace archi;

namespace {

std::string lower_case(std::string_view text)
{
    std::string out(text);
    for (auto& c : out)
        if ((c >= 'A' && c <= 'F') || c == 'X') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto expected = lower_case(text);
    if (const auto bytes = hex::decode(text)) ARCHI_ASSERT(hex::encode(*bytes) == expected);
    if (const auto number = hex::decode_quantity(text))
        ARCHI_ASSERT(hex::encode_quantity(*number) == expected);
    if (const auto number = hex::decode_quantity_u64(text))
        ARCHI_ASSERT(hex::encode_quantity(*number) == expected);
    if (const auto address = hex::decode_fixed<Address>(text))
        ARCHI_ASSERT(lower_case(hex::encode_checksummed(*address)) == expected);
    if (const auto number = u256::from_decimal(text)) {
        const auto digits = text.substr(std::min(text.find_first_not_of('0'), text.size() - 1));
        ARCHI_ASSERT(number->to_decimal() == digits);
    }
    return 0;
}
