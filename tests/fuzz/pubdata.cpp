// Any bytes as the pubdata of a batch: what decodes must encode to the same bytes.

#include <algorithm>

#include "base/assert.hpp"
#include "stf/pubdata.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const archi::bytes_view bytes(data, size);
    const auto pubdata = archi::stf::decode_pubdata(bytes);
    if (!pubdata) return 0;
    ARCHI_ASSERT(std::ranges::equal(archi::stf::encode(*pubdata), bytes));
    static_cast<void>(archi::state::decode(pubdata->differences));
    return 0;
}
