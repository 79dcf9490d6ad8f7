#include "traces/formats.hpp"

#include <zstd.h>

#include <algorithm>
#include <set>

#include "base/assert.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"

namespace archi::traces {

namespace {

constexpr int kZstdLevel = 19;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kBlockHead = 1 + 32 + 8 + 4;  ///< version, hash, timestamp, differences
constexpr std::size_t kBlockTail = 4 + 4;           ///< counts of logs and of messages

std::size_t byte_length(const u256& value)
{
    return (value.bit_length() + 7) / 8;
}

/// Of a value's change, with the byte that says how.
std::size_t value_bytes(const u256& before, const u256& after)
{
    const auto difference = after < before ? before - after : after - before;
    const auto least = std::min(byte_length(difference), byte_length(after));
    return 1 + std::min<std::size_t>(least, 32);
}

std::size_t account_bytes(const Hash& before, const Hash& after)
{
    const auto old = state::unpack_account(before).value_or(state::Account{});
    const auto now = state::unpack_account(after).value_or(state::Account{});
    const auto nonce = value_bytes(u256{old.nonce}, u256{now.nonce});
    const auto balance = value_bytes(old.balance, now.balance);
    if (old.code_kind != now.code_kind || old.code_length != now.code_length)
        return 1 + 8 + nonce + balance + 4 + now.code_length + 4 + 4;
    return 1 + (old.nonce == now.nonce ? 0 : nonce) + (old.balance == now.balance ? 0 : balance);
}

}  // namespace

std::size_t zksync_os_bytes(const Replay& batch)
{
    std::set<Hash> code_leaves;
    for (const auto& [key, address] : batch.accounts) {
        code_leaves.insert(state::code_key(address));
        code_leaves.insert(state::observable_key(address));
    }
    std::size_t bytes = 0;
    for (const auto& block : batch.blocks) {
        bytes += kBlockHead + kBlockTail;
        for (const auto& [key, before, after] : block.changes) {
            if (code_leaves.contains(key)) continue;
            bytes += kKeyBytes;
            bytes += batch.accounts.contains(key)
                         ? account_bytes(before, after)
                         : value_bytes(u256::from_be(before.bytes), u256::from_be(after.bytes));
        }
    }
    return bytes;
}

std::size_t compressed_input_bytes(const Trace& trace)
{
    Bytes inputs;
    for (const auto& block : trace.blocks)
        for (const auto& transaction : block)
            append(inputs, transaction);
    Bytes out(ZSTD_compressBound(inputs.size()));
    const auto size =
        ZSTD_compress(out.data(), out.size(), inputs.data(), inputs.size(), kZstdLevel);
    ARCHI_ASSERT(ZSTD_isError(size) == 0);
    return size;
}

}  // namespace archi::traces
