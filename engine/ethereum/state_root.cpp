#include "ethereum/state_root.hpp"

#include "base/keccak.hpp"
#include "base/rlp.hpp"
#include "base/trie.hpp"

namespace archi::ethereum {

namespace {

Bytes hashed(bytes_view key)
{
    const auto hash = keccak256(key);
    return {hash.begin(), hash.end()};
}

Hash storage_root(const std::map<u256, u256>& storage)
{
    std::map<Bytes, Bytes> entries;
    for (const auto& [slot, value] : storage) {
        rlp::Encoder encoder;
        encoder.add(value);
        entries[hashed(slot.to_be().bytes)] = encoder.take();
    }
    return trie::root(entries);
}

}  // namespace

Hash state_root(const Accounts& accounts)
{
    std::map<Bytes, Bytes> entries;
    for (const auto& [address, account] : accounts) {
        const auto code_hash = account.code ? keccak256(account.code->bytes()) : kEmptyKeccak;
        rlp::Encoder encoder;
        encoder.begin_list();
        encoder.add(account.nonce);
        encoder.add(account.balance);
        encoder.add(storage_root(account.storage).bytes);
        encoder.add(code_hash.bytes);
        encoder.end_list();
        entries[hashed(address.bytes)] = encoder.take();
    }
    return trie::root(entries);
}

}  // namespace archi::ethereum
