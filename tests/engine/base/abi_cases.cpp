#include "base/abi.hpp"

#include "base/hex.hpp"
#include "cases/case.hpp"

namespace archi::abi {

CASE(abi, selectors_are_the_known_ones)
{
    CHECK(hex::encode(selector("transfer(address,uint256)")) == "0xa9059cbb");
    CHECK(hex::encode(selector("baz(uint32,bool)")) == "0xcdcd77c0");
}

// Solidity documentation, "Examples": baz(69, true) and sam("dave", true, …)'s way with strings.
CASE(abi, encodes_the_known_examples)
{
    CHECK(hex::encode(Encoder("baz(uint32,bool)").add(u256{69}).add_bool(true).finish()) ==
          "0xcdcd77c0"
          "0000000000000000000000000000000000000000000000000000000000000045"
          "0000000000000000000000000000000000000000000000000000000000000001");
    CHECK(hex::encode(Encoder().add_string("dave").add_bool(true).finish()) ==
          "0x"
          "0000000000000000000000000000000000000000000000000000000000000040"
          "0000000000000000000000000000000000000000000000000000000000000001"
          "0000000000000000000000000000000000000000000000000000000000000004"
          "6461766500000000000000000000000000000000000000000000000000000000");
}

CASE(abi, values_come_back)
{
    Bytes blob(context.random() % 100);
    for (auto& byte : blob)
        byte = static_cast<std::uint8_t>(context.random());
    const auto address = small_address(77);
    const auto encoded = Encoder()
                             .add(u256::max())
                             .add_bytes(blob)
                             .add(address)
                             .add_bool(true)
                             .add_string("tortuga")
                             .add(Hash{})
                             .finish();
    Decoder decoder(encoded);
    CHECK(decoder.number() == u256::max());
    CHECK(std::ranges::equal(decoder.bytes(), blob));
    CHECK(decoder.address() == address);
    CHECK(decoder.boolean());
    CHECK(decoder.bytes().size() == 7);
    CHECK(decoder.word().is_zero());
    CHECK(decoder.finish().has_value());
}

CASE(abi, tuples_within_tuples_come_back)
{
    std::vector<Encoder> inner(2);
    inner[0].add(u256{7}).add_string("seven");
    inner[1].add(u256{8}).add_string("");
    const auto encoded =
        Encoder().add(u256{1}).add_list(inner).add_dynamic(inner[0]).add_list({}).finish();
    Decoder decoder(encoded);
    CHECK(decoder.number() == 1);
    auto list = decoder.list();
    CHECK(list.size() == 2);
    CHECK(list[0].number() == 7);
    CHECK(list[0].bytes().size() == 5);
    CHECK(list[1].number() == 8);
    CHECK(list[1].bytes().empty());
    CHECK(list[0].finish() && list[1].finish());
    auto tuple = decoder.tuple();
    CHECK(tuple.number() == 7);
    CHECK(decoder.list().empty());
    CHECK(decoder.finish().has_value());
}

CASE(abi, a_list_is_no_longer_than_its_input)
{
    auto encoded = Encoder().add(u256{32}).add(u256{2}).add(u256{0}).finish();
    Decoder longer(encoded);
    CHECK(longer.list().empty());
    CHECK(longer.finish().error() == Error::kTruncated);
    encoded = Encoder().add(u256{32}).add(u256{1}).add(u256{33}).finish();
    Decoder outside(encoded);
    CHECK(outside.list().empty());
    CHECK(outside.finish().error() == Error::kOutOfRange);
    encoded = Encoder().add(u256::max()).finish();
    Decoder nowhere(encoded);
    CHECK(nowhere.list().empty());
    CHECK(nowhere.finish().error() == Error::kOutOfRange);
}

CASE(abi, every_cut_is_noticed)
{
    const auto encoded = Encoder().add(u256{5}).add_string("twelve bytes").finish();
    for (std::size_t size = 0; size < 3 * 32 + 12; ++size) {
        Decoder decoder(bytes_view(encoded).first(size));
        static_cast<void>(decoder.number());
        static_cast<void>(decoder.bytes());
        CHECK(!decoder.finish());
    }
}

CASE(abi, values_out_of_range_are_refused)
{
    const auto largest = Encoder().add(u256::max()).finish();
    Decoder as_address(largest);
    static_cast<void>(as_address.address());
    CHECK(as_address.finish().error() == Error::kOutOfRange);
    Decoder as_boolean(largest);
    static_cast<void>(as_boolean.boolean());
    CHECK(as_boolean.finish().error() == Error::kOutOfRange);
    Decoder as_bytes(largest);
    CHECK(as_bytes.bytes().empty());
    CHECK(as_bytes.finish().error() == Error::kOutOfRange);
}

CASE(abi, reverts_are_put_in_words)
{
    CHECK(revert_reason(Encoder("Error(string)").add_string("not yours").finish()) == "not yours");
    CHECK(revert_reason(Encoder("Panic(uint256)").add(u256{0x11}).finish()) ==
          "arithmetic underflow or overflow");
    CHECK(!revert_reason({}));
    CHECK(!revert_reason(selector("Error(string)")));
    CHECK(!revert_reason(Encoder("Other(string)").add_string("x").finish()));
}

}  // namespace archi::abi
