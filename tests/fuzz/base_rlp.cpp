// RLP from outside: any bytes are refused, or encode again to the same bytes from their leaves; and
// a reader of fields stays within them whatever it asks for.

#include "base/assert.hpp"
#include "base/rlp.hpp"

using namespace archi;
using namespace archi::rlp;

namespace {

void encode_again(Encoder& encoder, const Item& item)
{
    if (!item.is_list) {
        encoder.add(item.payload);
        return;
    }
    encoder.begin_list();
    ListReader reader(item);
    while (const auto inner = reader.next())
        encode_again(encoder, *inner);
    encoder.end_list();
}

void read_fields(const Item& list)
{
    FieldReader fields(list);
    static_cast<void>(fields.u64());
    static_cast<void>(fields.word());
    static_cast<void>(fields.optional_address());
    FieldReader inner(fields.list());
    static_cast<void>(inner.fixed<Hash>());
    ARCHI_ASSERT(!fields.failed() || !fields.finish());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto input = bytes_view(data, size);
    const auto item = decode(input);
    if (!item) return 0;
    Encoder again;
    encode_again(again, *item);
    const auto bytes = again.take();
    ARCHI_ASSERT(std::equal(bytes.begin(), bytes.end(), input.begin(), input.end()));
    read_fields(*item);
    return 0;
}
