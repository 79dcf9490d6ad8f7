#include "base/keccak.hpp"
#include "evm/evm.hpp"

namespace archi::evm {

namespace {

Address last_20_bytes(const Hash& hash)
{
    return fixed<Address>(bytes_view(hash.bytes).subspan(12));
}

}  // namespace

Address create_address(const Address& sender, std::uint64_t nonce)
{
    // rlp([sender, nonce]): at most 1 + 21 + 9 bytes.
    constexpr std::uint8_t kShortList = 0xc0;
    constexpr std::uint8_t kShortString = 0x80;
    Bytes item;
    item.reserve(31);
    item.push_back(0);
    item.push_back(kShortString + Address::kSize);
    append(item, sender.bytes);
    if (nonce == 0) {
        item.push_back(kShortString);
    } else if (nonce < kShortString) {
        item.push_back(static_cast<std::uint8_t>(nonce));
    } else {
        std::size_t width = 1;
        while (width < 8 && (nonce >> (8 * width)) != 0)
            ++width;
        item.push_back(static_cast<std::uint8_t>(kShortString + width));
        append_be(item, nonce, width);
    }
    item[0] = static_cast<std::uint8_t>(kShortList + item.size() - 1);
    return last_20_bytes(keccak256(item));
}

Address create2_address(const Address& sender, const Hash& salt, bytes_view init_code)
{
    Bytes preimage;
    preimage.reserve(1 + Address::kSize + 2 * Hash::kSize);
    preimage.push_back(0xff);
    append(preimage, sender.bytes);
    append(preimage, salt.bytes);
    append(preimage, keccak256(init_code).bytes);
    return last_20_bytes(keccak256(preimage));
}

std::optional<Address> delegate_of(bytes_view code)
{
    constexpr std::uint8_t kPrefix[] = {0xef, 0x01, 0x00};  // EIP-7702
    if (code.size() != sizeof kPrefix + Address::kSize ||
        !std::equal(std::begin(kPrefix), std::end(kPrefix), code.begin()))
        return std::nullopt;
    return fixed<Address>(code.subspan(sizeof kPrefix));
}

}  // namespace archi::evm
