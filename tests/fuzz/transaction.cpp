// Any bytes as a transaction: what decodes must encode to the same bytes.

#include "stf/transaction.hpp"
#include "base/assert.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace archi::stf;
    const archi::bytes_view raw(data, size);
    const auto transaction = decode(raw);
    if (!transaction) return 0;
    const auto again = encode(*transaction);
    ARCHI_ASSERT(again.size() == raw.size() && std::equal(raw.begin(), raw.end(), again.begin()));
    ARCHI_ASSERT(intrinsic_gas(*transaction).intrinsic >= 21000);
    static_cast<void>(admit(again, transaction->chain_id.value_or(0)));
    return 0;
}
