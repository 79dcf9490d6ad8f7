// Contract data from outside: whatever a contract returns, decoding stays within it, and what
// decodes encodes to something that decodes to the same.

#include "base/abi.hpp"
#include "base/assert.hpp"

using namespace archi;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto input = bytes_view(data, size);
    static_cast<void>(abi::revert_reason(input));

    abi::Decoder decoder(input);
    const auto number = decoder.number();
    const auto bytes = decoder.bytes();
    const auto address = decoder.address();
    const auto flag = decoder.boolean();
    if (!decoder.finish()) return 0;
    const auto encoded =
        abi::Encoder().add(number).add_bytes(bytes).add(address).add_bool(flag).finish();
    abi::Decoder again(encoded);
    ARCHI_ASSERT(again.number() == number);
    ARCHI_ASSERT(std::ranges::equal(again.bytes(), bytes));
    ARCHI_ASSERT(again.address() == address);
    ARCHI_ASSERT(again.boolean() == flag);
    ARCHI_ASSERT(again.finish().has_value());
    return 0;
}
