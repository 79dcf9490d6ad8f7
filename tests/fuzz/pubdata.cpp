// Any bytes as the pubdata of a batch: its content must encode to the same bytes.

#include "stf/pubdata.hpp"
#include "base/assert.hpp"
#include "stf/entropy_stage.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const archi::bytes_view bytes(data, size);
    const auto content = archi::stf::content_of(bytes);
    const auto pubdata = archi::stf::decode_pubdata(bytes);
    if (!pubdata) return 0;
    ARCHI_ASSERT(archi::stf::encode(*pubdata) == *content);
    static_cast<void>(archi::state::decode(pubdata->differences));
    return 0;
}
