#include "base/hex.hpp"

#include "cases/case.hpp"

namespace archi::hex {

CASE(hex, bytes_come_back)
{
    const Bytes bytes = {0x00, 0x01, 0xab, 0xff};
    CHECK(encode(bytes) == "0x0001abff");
    CHECK(encode_plain(bytes) == "0001abff");
    CHECK(decode("0x0001abff") == bytes);
    CHECK(decode("0x0001ABfF") == bytes);
    CHECK(decode("0x")->empty());
    CHECK(decode_lenient("0001abff") == bytes);
    CHECK(decode_lenient("0x0001abff") == bytes);
}

CASE(hex, what_is_not_hex_is_named)
{
    CHECK(decode("").error() == Error::kNoPrefix);
    CHECK(decode("0001").error() == Error::kNoPrefix);
    CHECK(decode("0x0").error() == Error::kOddLength);
    CHECK(decode("0x0g").error() == Error::kBadDigit);
    CHECK(decode("0x 1").error() == Error::kBadDigit);
    CHECK(decode_fixed<Address>("0x00").error() == Error::kWrongLength);
    CHECK(decode_lenient("0").error() == Error::kOddLength);
}

CASE(hex, quantities_have_no_leading_zeros)
{
    CHECK(encode_quantity(0) == "0x0");
    CHECK(encode_quantity(0x41) == "0x41");
    CHECK(encode_quantity(0x400) == "0x400");
    CHECK(encode_quantity(u256::max()).size() == 66);
    CHECK(decode_quantity("0x0") == u256{0});
    CHECK(decode_quantity("0x41") == u256{0x41});
    CHECK(decode_quantity("0x").error() == Error::kEmpty);
    CHECK(decode_quantity("0x0400").error() == Error::kLeadingZero);
    CHECK(decode_quantity("ff").error() == Error::kNoPrefix);
    CHECK(decode_quantity("0xfg").error() == Error::kBadDigit);
}

CASE(hex, quantities_are_bounded)
{
    CHECK(decode_quantity(encode_quantity(u256::max())) == u256::max());
    CHECK(decode_quantity("0x1" + std::string(64, '0')).error() == Error::kTooLarge);
    CHECK(decode_quantity_u64("0xffffffffffffffff") == ~std::uint64_t{0});
    CHECK(decode_quantity_u64("0x10000000000000000").error() == Error::kTooLarge);
}

// Examples of EIP-55.
CASE(hex, addresses_carry_their_checksum)
{
    for (const char* text : {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                             "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                             "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                             "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"})
        CHECK(encode_checksummed(*decode_fixed<Address>(text)) == text);
}

CASE(hex, any_text_gives_bytes_or_an_error)
{
    constexpr std::string_view kCharacters = "0x19afAFgG \xff";
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (auto length = context.random() % 12; length-- > 0;)
            text.push_back(kCharacters[context.random() % kCharacters.size()]);
        if (const auto bytes = decode(text)) CHECK(2 + 2 * bytes->size() == text.size());
        if (const auto number = decode_quantity(text))
            CHECK(encode_quantity(*number).size() == text.size());
    }
}

}  // namespace archi::hex
