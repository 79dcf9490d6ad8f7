#include "base/hex.hpp"
#include "cases/case.hpp"
#include "crypto/blake2b.hpp"
#include "crypto/ripemd160.hpp"

namespace archi::crypto {

namespace {

std::string ripemd160_of(std::string_view text)
{
    const Bytes bytes(text.begin(), text.end());
    return hex::encode_plain(ripemd160(bytes).bytes);
}

/// The block of EIP-152's examples: BLAKE2b-512 of "abc".
Blake2bBlock abc()
{
    Blake2bBlock block;
    block.state = {0x6a09e667f2bdc948, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                   0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
    block.message[0] = 0x636261;
    block.offset[0] = 3;
    block.is_last = true;
    return block;
}

std::string compressed(std::uint32_t rounds, const Blake2bBlock& block)
{
    Bytes bytes;
    for (const auto word : blake2b_compress(rounds, block))
        for (unsigned i = 0; i < 8; ++i)
            bytes.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
    return hex::encode_plain(bytes);
}

}  // namespace

// The vectors of the authors' page on RIPEMD-160.
CASE(ripemd160, gives_the_published_digests)
{
    CHECK(ripemd160_of("") == "9c1185a5c5e9fc54612808977ee8f548b2258d31");
    CHECK(ripemd160_of("a") == "0bdc9d2d256b3ee9daae347be6f4dc835a467ffe");
    CHECK(ripemd160_of("abc") == "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
    CHECK(ripemd160_of("message digest") == "5d0689ef49d2fae572b881b123a85ffa21595f36");
    CHECK(ripemd160_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") ==
          "b0e20b6e3116640286ed3a87a5713079b21f5189");
    CHECK(ripemd160_of("12345678901234567890123456789012345678901234567890"
                       "123456789012345678901234567890") ==
          "9b752e45573d4b39f4dbd3323cab82bf63326bfb");
}

CASE(ripemd160, the_padding_moves_to_a_second_block_at_56_bytes)
{
    CHECK(ripemd160_of(std::string(55, 'x')) == "c35538a4ab9792cab98479aa3ae2cc435c699b64");
    CHECK(ripemd160_of(std::string(56, 'x')) == "af13b5ead9b74a9a6b97c4a612ddfd0baf61ff11");
    CHECK(ripemd160_of(std::string(63, 'x')) == "9a195cb1828886c55c6dfe9e042399833dfbcd00");
    CHECK(ripemd160_of(std::string(64, 'x')) == "bab3f04cc25d952a882718636600f5b22307ac41");
    CHECK(ripemd160_of(std::string(200, 'x')) == "38c26b47a8a3ab2e3f3c7cba7f223e4938ff5442");
}

CASE(blake2b, rounds_are_counted_as_eip_152_does)
{
    CHECK(compressed(0, abc()) ==
          "08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
          "d282e6ad7f520e511f6c3e2b8c68059b9442be0454267ce079217e1319cde05b");
    CHECK(compressed(1, abc()) ==
          "b63a380cb2897d521994a85234ee2c181b5f844d2c624c002677e9703449d2fb"
          "a551b3a8333bcdf5f2f7e08993d53923de3d64fcc68c034e717b9293fed7a421");
    CHECK(compressed(12, abc()) ==
          "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
          "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    // Beyond two full turns of the ten permutations.
    CHECK(compressed(23, abc()) ==
          "307f79b2083b29ec66926bc36e1457f571f90b7cc0572faca1d9229ca35d704f"
          "73efee65f960489017168f67d9c9b3643752de57c6b70a7d6ebdda82282f5150");
}

CASE(blake2b, the_last_block_differs_from_others)
{
    auto block = abc();
    block.is_last = false;
    CHECK(compressed(12, block) ==
          "75ab69d3190a562c51aef8d88f1c2775876944407270c42c9844252c26d28752"
          "98743e7f6d5ea2f2d3e8d226039cd31b4e426ac4f2d3d666a610c2116fde4735");
}

}  // namespace archi::crypto
