// Stored blocks: the first byte chooses the form, the rest is decoded; what decodes encodes again.

#include <cstdlib>

#include "storage/block_codec.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace archi::storage;
    if (size == 0) return 0;
    const archi::bytes_view input(data + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            if (const auto header = decode_header(input))
                if (decode_header(encode_header(*header)).value() != *header) std::abort();
            break;
        case 1:
            if (const auto receipts = decode_receipts(input))
                if (decode_receipts(encode_receipts(*receipts)).value() != *receipts) std::abort();
            break;
        case 2:
            if (const auto transactions = decode_transactions(input))
                if (decode_transactions(encode_transactions(*transactions)).value().size() !=
                    transactions->size())
                    std::abort();
            break;
        default:
            if (const auto writes = decode_writes(input))
                if (decode_writes(encode_writes(*writes)).value() != *writes) std::abort();
    }
    return 0;
}
