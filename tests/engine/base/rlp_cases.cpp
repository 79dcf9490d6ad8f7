#include "base/rlp.hpp"

#include <string_view>

#include "cases/case.hpp"

namespace archi::rlp {

namespace {

bytes_view text(std::string_view characters)
{
    return {reinterpret_cast<const std::uint8_t*>(characters.data()), characters.size()};
}

/// Encodes again what a decoded item holds, from its leaves.
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

void add_random(Encoder& encoder, cases::Context& context, unsigned depth)
{
    if (depth < 4 && context.random() % 3 == 0) {
        encoder.begin_list();
        for (auto count = context.random() % 5; count-- > 0;)
            add_random(encoder, context, depth + 1);
        encoder.end_list();
        return;
    }
    Bytes string(context.random() % (context.random() % 8 == 0 ? 400 : 4));
    for (auto& byte : string)
        byte = static_cast<std::uint8_t>(context.random());
    encoder.add(string);
}

Bytes nested(unsigned depth)
{
    Encoder encoder;
    for (unsigned i = 0; i < depth; ++i)
        encoder.begin_list();
    for (unsigned i = 0; i < depth; ++i)
        encoder.end_list();
    return encoder.take();
}

}  // namespace

// Yellow Paper, appendix B, and ethereum.org's examples.
CASE(rlp, encodes_the_known_examples)
{
    CHECK(Encoder().add(text("dog")).take() == (Bytes{0x83, 'd', 'o', 'g'}));
    CHECK(Encoder().begin_list().add(text("cat")).add(text("dog")).end_list().take() ==
          (Bytes{0xc8, 0x83, 'c', 'a', 't', 0x83, 'd', 'o', 'g'}));
    CHECK(Encoder().add(bytes_view{}).take() == Bytes{0x80});
    CHECK(Encoder().begin_list().end_list().take() == Bytes{0xc0});
    CHECK(Encoder().add(std::uint64_t{0}).take() == Bytes{0x80});
    CHECK(Encoder().add(std::uint64_t{15}).take() == Bytes{0x0f});
    CHECK(Encoder().add(std::uint64_t{128}).take() == (Bytes{0x81, 0x80}));
    CHECK(Encoder().add(std::uint64_t{1024}).take() == (Bytes{0x82, 0x04, 0x00}));
    const auto sets = Encoder()
                          .begin_list()
                          .begin_list()
                          .end_list()
                          .begin_list()
                          .begin_list()
                          .end_list()
                          .end_list()
                          .end_list()
                          .take();
    CHECK(sets == (Bytes{0xc3, 0xc0, 0xc1, 0xc0}));
    const auto lorem = Encoder().add(Bytes(56, 'a')).take();
    CHECK(lorem.size() == 58 && lorem[0] == 0xb8 && lorem[1] == 56);
}

CASE(rlp, what_encodes_decodes_to_the_same_bytes)
{
    for (int i = 0; i < 200; ++i) {
        Encoder encoder;
        add_random(encoder, context, 0);
        const auto bytes = encoder.take();
        const auto item = decode(bytes);
        CHECK(item.has_value());
        if (!item) return;
        Encoder again;
        encode_again(again, *item);
        CHECK(again.take() == bytes);
    }
}

CASE(rlp, any_bytes_give_an_error_or_encode_again)
{
    int accepted = 0;
    for (int i = 0; i < 5000; ++i) {
        Encoder encoder;
        add_random(encoder, context, 0);
        auto bytes = encoder.take();
        for (int change = 0; change < 2; ++change)
            bytes[context.random() % bytes.size()] = static_cast<std::uint8_t>(context.random());
        if (context.random() % 4 == 0) bytes.resize(context.random() % (bytes.size() + 1));
        const auto item = decode(bytes);
        if (!item) continue;
        ++accepted;
        Encoder again;
        encode_again(again, *item);
        CHECK(again.take() == bytes);
    }
    CHECK(accepted > 0);
}

CASE(rlp, refuses_what_is_not_canonical)
{
    const auto error_of = [](Bytes bytes) { return decode(bytes).error(); };
    CHECK(error_of({}) == Error::kTruncated);
    CHECK(error_of({0x83, 'd', 'o'}) == Error::kTruncated);
    CHECK(error_of({0xc8, 0x83, 'c'}) == Error::kTruncated);
    CHECK(error_of({0xc2, 0x83, 'c'}) == Error::kTruncated);
    CHECK(error_of({0xb8}) == Error::kTruncated);
    CHECK(error_of({0x80, 0x80}) == Error::kTrailingBytes);
    CHECK(error_of({0x81, 0x7f}) == Error::kNonCanonical);
    CHECK(error_of({0xb8, 0x01, 0x80}) == Error::kNonCanonical);
    CHECK(error_of({0xb9, 0x00, 0x80}) == Error::kNonCanonical);
    CHECK(error_of({0xf8, 0x01, 0x80}) == Error::kNonCanonical);
    CHECK(error_of({0xc2, 0x81, 0x7f}) == Error::kNonCanonical);
    CHECK(error_of({0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}) == Error::kTruncated);
    CHECK(error_of({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}) == Error::kTruncated);
}

CASE(rlp, depth_is_limited)
{
    CHECK(decode(nested(kMaxDepth)).has_value());
    const auto deeper = nested(kMaxDepth + 1);
    CHECK(decode(deeper).error() == Error::kTooDeep);
}

CASE(rlp, decode_first_leaves_the_rest_alone)
{
    const Bytes bytes = {0x81, 0x80, 0xff};
    const auto item = decode_first(bytes);
    CHECK(item && item->encoding.size() == 2 && item->payload.size() == 1);
}

CASE(rlp, numbers_have_no_leading_zeros)
{
    const auto number = [](Bytes bytes) { return to_u256(*decode(bytes)); };
    CHECK(number({0x80}) == u256{0});
    CHECK(number({0x82, 0x04, 0x00}) == u256{1024});
    CHECK(number({0x00}).error() == Error::kNonCanonical);
    CHECK(number({0x82, 0x00, 0x04}).error() == Error::kNonCanonical);
    CHECK(number({0xc0}).error() == Error::kUnexpectedKind);
    const auto largest = Encoder().add(u256::max()).take();
    CHECK(to_u256(*decode(largest)) == u256::max());
    CHECK(to_u64(*decode(largest)).error() == Error::kOutOfRange);
    const auto too_long = Encoder().add(Bytes(33, 1)).take();
    CHECK(to_u256(*decode(too_long)).error() == Error::kOutOfRange);
}

CASE(rlp, fields_are_read_in_order)
{
    const auto address = small_address(0x1234);
    const auto bytes = Encoder()
                           .begin_list()
                           .add(std::uint64_t{7})
                           .add(address)
                           .add(bytes_view{})
                           .add(u256::max())
                           .add(std::uint64_t{1})
                           .begin_list()
                           .add(text("x"))
                           .end_list()
                           .end_list()
                           .take();
    FieldReader fields(*decode(bytes));
    CHECK(fields.u64() == 7);
    CHECK(fields.fixed<Address>() == address);
    CHECK(!fields.optional_address());
    CHECK(fields.word() == u256::max());
    CHECK(fields.boolean());
    FieldReader inner(fields.list());
    CHECK(inner.string().size() == 1);
    CHECK(inner.finish().has_value());
    CHECK(fields.finish().has_value());
}

CASE(rlp, the_first_wrong_field_is_what_finish_says)
{
    const auto bytes =
        Encoder().begin_list().add(std::uint64_t{2}).add(text("ab")).end_list().take();
    const auto list = *decode(bytes);
    FieldReader flag(list);
    CHECK(!flag.boolean());
    static_cast<void>(flag.list());
    CHECK(flag.finish().error() == Error::kOutOfRange);

    FieldReader address(list);
    static_cast<void>(address.u64());
    CHECK(address.fixed<Address>().is_zero());
    CHECK(address.finish().error() == Error::kOutOfRange);

    FieldReader kind(list);
    CHECK(kind.list().payload.empty());
    CHECK(kind.finish().error() == Error::kUnexpectedKind);

    FieldReader missing(list);
    for (int i = 0; i < 3; ++i)
        static_cast<void>(missing.any());
    CHECK(missing.finish().error() == Error::kMissingField);

    FieldReader left(list);
    CHECK(left.u64() == 2);
    CHECK(left.finish().error() == Error::kTrailingBytes);

    const Bytes string = {0x80};
    CHECK(FieldReader(*decode(string)).finish().error() == Error::kUnexpectedKind);
}

}  // namespace archi::rlp
