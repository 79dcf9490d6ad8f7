#include <string_view>

#include "base/blake3.hpp"
#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "base/sha256.hpp"
#include "cases/case.hpp"

namespace archi {

namespace {

bytes_view text(std::string_view characters)
{
    return {reinterpret_cast<const std::uint8_t*>(characters.data()), characters.size()};
}

Bytes random_bytes(cases::Context& context, std::size_t size)
{
    Bytes out(size);
    for (auto& byte : out)
        byte = static_cast<std::uint8_t>(context.random());
    return out;
}

/// Feeds `input` in pieces of random size.
template <typename Hasher>
Hash in_pieces(cases::Context& context, bytes_view input)
{
    Hasher hasher;
    while (!input.empty()) {
        const auto size = std::min<std::size_t>(context.random() % 300, input.size());
        hasher.update(input.first(size));
        input = input.subspan(size);
    }
    return hasher.finish();
}

constexpr std::string_view kAlphabet = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

}  // namespace

CASE(keccak, known_answers)
{
    CHECK(keccak256({}) == kEmptyKeccak);
    CHECK(hex::encode(keccak256({})) ==
          "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    CHECK(hex::encode(keccak256(text("abc"))) ==
          "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    // The topic of every ERC-20 transfer.
    CHECK(hex::encode(keccak256(text("Transfer(address,address,uint256)"))) ==
          "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
}

// FIPS 202 appendix A: the state after one permutation of zeros starts with these lanes.
CASE(keccak, permutation_of_zeros)
{
    std::array<std::uint64_t, 25> state{};
    keccak_f1600(state);
    CHECK(state[0] == 0xf1258f7940e1dde7);
    CHECK(state[1] == 0x84d5ccf933c0478a);
    CHECK(state[24] == 0xeaf1ff7b5ceca249);
}

CASE(sha256, known_answers_of_fips_180)
{
    CHECK(hex::encode(sha256({})) ==
          "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex::encode(sha256(text("abc"))) ==
          "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex::encode(sha256(text(kAlphabet))) ==
          "0x248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    Sha256 million;
    const Bytes thousand(1000, 'a');
    for (int i = 0; i < 1000; ++i)
        million.update(thousand);
    CHECK(hex::encode(million.finish()) ==
          "0xcdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

CASE(blake3, known_answers)
{
    CHECK(hex::encode(blake3({})) ==
          "0xaf1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
    CHECK(hex::encode(blake3(text("abc"))) ==
          "0x6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
}

CASE(blake3, pair_is_the_hash_of_both)
{
    for (int i = 0; i < 20; ++i) {
        const auto bytes = random_bytes(context, 64);
        CHECK(blake3_pair(fixed<Hash>(bytes_view(bytes).first(32)),
                          fixed<Hash>(bytes_view(bytes).last(32))) == blake3(bytes));
        const auto key = fixed<Hash>(random_bytes(context, 32));
        CHECK(blake3_keyed_pair(key, fixed<Hash>(bytes_view(bytes).first(32)),
                                fixed<Hash>(bytes_view(bytes).last(32))) ==
              blake3_keyed(key, bytes));
    }
}

CASE(blake3, may_be_finished_and_continued)
{
    const auto bytes = random_bytes(context, 5000);
    Blake3 hasher;
    for (std::size_t i = 0; i < bytes.size(); i += 500) {
        hasher.update(bytes_view(bytes).subspan(i, 500));
        CHECK(hasher.finish() == blake3(bytes_view(bytes).first(i + 500)));
    }
}

CASE(hashes, pieces_give_the_hash_of_the_whole)
{
    for (const std::size_t size :
         {0, 1, 55, 56, 63, 64, 65, 135, 136, 137, 272, 1023, 1024, 1025, 2048, 3072, 3073, 9000}) {
        const auto bytes = random_bytes(context, size);
        CHECK(in_pieces<Keccak256>(context, bytes) == keccak256(bytes));
        CHECK(in_pieces<Sha256>(context, bytes) == sha256(bytes));
        CHECK(in_pieces<Blake3>(context, bytes) == blake3(bytes));
    }
}

}  // namespace archi
