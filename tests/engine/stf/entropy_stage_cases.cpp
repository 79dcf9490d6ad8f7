#include "stf/entropy_stage.hpp"

#include "base/hex.hpp"
#include "base/varint.hpp"
#include "cases/case.hpp"

namespace archi::stf {
namespace {

// 300 bytes of zero, and a stream that liblzma made of them.
const Bytes kContent(300, 0);

Bytes stream()
{
    return *hex::decode("0x0000707df6030e2000");
}

Bytes compressed(std::uint64_t size, const Bytes& with)
{
    Bytes pubdata = {1, 1};
    append_varint(pubdata, size);
    append(pubdata, with);
    return pubdata;
}

}  // namespace

CASE(entropy_stage, publishes_the_stream_that_stands_for_the_content)
{
    const auto pubdata = add_entropy_stage(kContent, stream());
    CHECK(pubdata == compressed(300, stream()));
    CHECK(content_of(pubdata) == kContent);
    CHECK(stream_of(pubdata) == stream());
}

CASE(entropy_stage, publishes_the_content_if_the_stream_stands_for_something_else)
{
    Bytes plain = {1, 0};
    append(plain, kContent);
    auto broken = stream();
    broken.back() ^= 1U;
    const Bytes longer(301, 0);
    CHECK(add_entropy_stage(kContent, {}) == plain);
    CHECK(add_entropy_stage(kContent, broken) == plain);
    CHECK(add_entropy_stage(longer, stream())[1] == 0);
    CHECK(content_of(plain) == kContent);
    CHECK(stream_of(plain).empty());
}

CASE(entropy_stage, refuses_what_is_no_pubdata)
{
    CHECK(!content_of({}));
    CHECK(!content_of(Bytes{1}));
    CHECK(!content_of(Bytes{2, 0, 7}));                         // another version
    CHECK(!content_of(Bytes{1, 2, 7}));                         // another stage
    CHECK(!content_of(Bytes{1, 1}));                            // no size
    CHECK(!content_of(compressed(299, stream())));              // another size
    CHECK(!content_of(compressed(kMaxContent + 1, stream())));  // more than anybody compresses
    CHECK(!content_of(compressed(300, Bytes{0, 0, 0, 0, 0})));  // no stream
}

}  // namespace archi::stf
