// Any bytes as a witness: what decodes must encode to the same bytes, and executing it must end.

#include "base/assert.hpp"
#include "stf/batch.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace archi::stf;
    const archi::bytes_view raw(data, size);
    const auto input = decode_batch_input(raw);
    if (!input) return 0;
    const auto again = encode(*input);
    ARCHI_ASSERT(again.size() == raw.size() && std::equal(raw.begin(), raw.end(), again.begin()));
    if (const auto output = execute_batch(*input))
        ARCHI_ASSERT(output->block_hashes.size() == input->blocks.size());
    return 0;
}
