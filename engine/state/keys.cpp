#include "state/keys.hpp"

#include <algorithm>
#include <array>

#include "base/blake3.hpp"

namespace archi::state {

namespace {

Hash key(Tag tag, const Address& address, const Hash& slot)
{
    std::array<std::uint8_t, 1 + Address::kSize + Hash::kSize> preimage{};
    preimage[0] = static_cast<std::uint8_t>(tag);
    const auto behind_address = std::ranges::copy(address, preimage.begin() + 1).out;
    std::ranges::copy(slot, behind_address);
    return blake3(preimage);
}

}  // namespace

Hash storage_key(const Address& address, const u256& slot)
{
    return key(Tag::kStorage, address, slot.to_be());
}

Hash account_key(const Address& address)
{
    return key(Tag::kAccount, address, Hash{});
}

Hash code_key(const Address& address)
{
    return key(Tag::kCode, address, Hash{});
}

Hash observable_key(const Address& address)
{
    return key(Tag::kCode, address, u256{1}.to_be());
}

Hash system_key(const u256& slot)
{
    return key(Tag::kSystem, Address{}, slot.to_be());
}

}  // namespace archi::state
