// Streams that liblzma 5.4.1 made; lzma_test.cpp compares with liblzma itself.

#include "base/lzma.hpp"

#include <string_view>

#include "base/hex.hpp"
#include "cases/case.hpp"

namespace archi {
namespace {

/// 256 bytes of no pattern, then the same with every 97th changed, twice over.
Bytes repeated_noise()
{
    Bytes bytes;
    for (unsigned i = 0; i < 600; ++i) {
        const auto noise = static_cast<std::uint8_t>(i * 167 + 13);
        const auto repeated = i < 256 ? noise : bytes[i - 256];
        bytes.push_back(i >= 256 && i % 97 == 0 ? repeated ^ 1U : repeated);
    }
    return bytes;
}

constexpr std::string_view kRepeatedNoise =
    "0x0006af0cd04cdc97d3d8163878676c734f543978c69372cfb9f6e2e77b147df87a39456521ecb06f304d43fbbaf2"
    "cd340e883a3fb5f745514f5c6804930eb49a841cd51fdb3dbeec675739d97be265911b83cad84c2a1988ab8f398162"
    "4b8388317243ecd17223c01230cf7b38e26bafb016330ff05b8f259cacf2bddb500e75387df92c5bd54a7e6e035610"
    "66ae4d91d7d08747b00e6bdbb4efdef3bc9fb218ed7c137b527e5c5a1bff705c32c8e5064254324b6863bc7fa6089b"
    "daaf28cf89c9f8b0d3a2f4eb7854f344c5db875ff20c37f0e16d674056a5d262b9ba71d2d3bb7128dc64841f24e5d7"
    "6da1484bee7a85ae2f44dacd94b680ad";

std::optional<Bytes> decompressed(std::string_view stream, std::size_t size)
{
    return decompress_lzma(*hex::decode(stream), size);
}

Bytes text(std::string_view characters)
{
    return {characters.begin(), characters.end()};
}

}  // namespace

CASE(lzma, reads_literals_matches_and_repeats)
{
    CHECK(decompressed("0x00307ffc0000", 1) == text("a"));
    CHECK(decompressed("0x00309d6dbacb433cec7cb74c6f67b4e0afca780000", 37) ==
          text("archipelago, archipelago, archipelago"));
    CHECK(decompressed("0x0000707df6030e2000", 300) == Bytes(300, 0));
    CHECK(decompressed(kRepeatedNoise, 600) == repeated_noise());
}

CASE(lzma, refuses_another_size)
{
    for (const std::size_t size : {0, 1, 299, 301, 100'000})
        CHECK(!decompressed("0x0000707df6030e2000", size));
}

CASE(lzma, refuses_what_is_no_stream)
{
    CHECK(!decompressed("0x", 1));
    CHECK(!decompressed("0x01307ffc0000", 1));    // the first byte is zero
    CHECK(!decompressed("0x00307ffc00", 1));      // truncated
    CHECK(!decompressed("0x00307ffc000000", 1));  // followed by something
    CHECK(!decompressed("0x00ffffffff0000", 1));  // no code is as large as the range
}

CASE(lzma, gives_bytes_or_nothing_for_any_input)
{
    for (int i = 0; i < 200; ++i) {
        Bytes stream(1 + context.random() % 60, 0);
        for (std::size_t at = 1; at < stream.size(); ++at)
            stream[at] = static_cast<std::uint8_t>(context.random());
        const auto size = context.random() % 500 + 1;
        const auto bytes = decompress_lzma(stream, size);
        CHECK(!bytes || bytes->size() == size);
    }
}

}  // namespace archi
