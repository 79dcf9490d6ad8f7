// HEADER.md in code.

#include "base/blake3.hpp"
#include "base/keccak.hpp"
#include "base/rlp.hpp"
#include "stf/block.hpp"

namespace archi::stf {
namespace {

// Constant fields, HEADER.md.
constexpr Hash kNoOmmers = {{{0x1d, 0xcc, 0x4d, 0xe8, 0xde, 0xc7, 0x5d, 0x7a, 0xab, 0x85, 0xb5,
                              0x67, 0xb6, 0xcc, 0xd4, 0x1a, 0xd3, 0x12, 0x45, 0x1b, 0x94, 0x8a,
                              0x74, 0x13, 0xf0, 0xa1, 0x42, 0xfd, 0x40, 0xd4, 0x93, 0x47}}};
constexpr Hash kNoWithdrawals = {{{0x56, 0xe8, 0x1f, 0x17, 0x1b, 0xcc, 0x55, 0xa6, 0xff, 0x83, 0x45,
                                   0xe6, 0x92, 0xc0, 0xf8, 0x6e, 0x5b, 0x48, 0xe0, 0x1b, 0x99, 0x6c,
                                   0xad, 0xc0, 0x01, 0x62, 0x2f, 0xb5, 0xe3, 0x63, 0xb4, 0x21}}};
constexpr Hash kNoRequests = {{{0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4,
                                0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b,
                                0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55}}};

constexpr FixedBytes<256> full_bloom()
{
    FixedBytes<256> bloom;
    bloom.bytes.fill(0xff);
    return bloom;
}

// EIP-1559
constexpr std::uint64_t kElasticity = 2;
constexpr std::uint64_t kBaseFeeDenominator = 8;

Hash digest(const Receipt& receipt)
{
    Bytes out;
    out.push_back(receipt.success ? 1 : 0);
    append_be(out, receipt.gas_used, 8);
    append_be(out, receipt.cumulative_gas_used, 8);
    append_be(out, receipt.cycles, 8);
    append(out, receipt.effective_gas_price.to_be().bytes);
    append(out, receipt.contract_address.bytes);
    append_be(out, receipt.logs.size(), 4);
    for (const auto& log : receipt.logs) {
        append(out, log.address.bytes);
        append_be(out, log.topics.size(), 1);
        for (const auto& topic : log.topics)
            append(out, topic.bytes);
        append_be(out, log.data.size(), 4);
        append(out, log.data);
    }
    return blake3(out);
}

}  // namespace

Bytes encode(const Header& header)
{
    static constexpr auto kBloom = full_bloom();
    constexpr Hash kZeros;
    constexpr FixedBytes<8> kNonce;
    rlp::Encoder out;
    out.begin_list()
        .add(bytes_view(header.parent_hash.bytes))
        .add(bytes_view(kNoOmmers.bytes))
        .add(bytes_view(header.coinbase.bytes))
        .add(bytes_view(kZeros.bytes))  // stateRoot
        .add(bytes_view(header.transactions_root.bytes))
        .add(bytes_view(header.receipts_root.bytes))
        .add(bytes_view(kBloom.bytes))
        .add(std::uint64_t{0})  // difficulty
        .add(header.number)
        .add(header.gas_limit)
        .add(header.gas_used)
        .add(header.timestamp)
        .add(bytes_view{})                          // extraData
        .add(bytes_view(header.parent_hash.bytes))  // mixHash
        .add(bytes_view(kNonce.bytes))
        .add(header.base_fee)
        .add(bytes_view(kNoWithdrawals.bytes))
        .add(std::uint64_t{0})          // blobGasUsed
        .add(std::uint64_t{0})          // excessBlobGas
        .add(bytes_view(kZeros.bytes))  // parentBeaconBlockRoot
        .add(bytes_view(kNoRequests.bytes))
        .end_list();
    return out.take();
}

Hash hash(const Header& header)
{
    return keccak256(encode(header));
}

u256 next_base_fee(const Header& parent, const ChainRules& rules)
{
    const auto target = parent.gas_limit / kElasticity;
    auto fee = parent.base_fee;
    if (target != 0 && parent.gas_used > target) {
        const auto rise =
            fee * u256{parent.gas_used - target} / u256{target} / u256{kBaseFeeDenominator};
        fee += std::max(rise, u256{1});
    } else if (target != 0 && parent.gas_used < target) {
        fee -= fee * u256{target - parent.gas_used} / u256{target} / u256{kBaseFeeDenominator};
    }
    return std::max(fee, rules.minimum_base_fee);
}

Hash transactions_root(std::span<const Hash> hashes)
{
    Blake3 root;
    for (const auto& hash : hashes)
        root.update(hash.bytes);
    return root.finish();
}

Hash receipts_root(std::span<const Receipt> receipts)
{
    Blake3 root;
    for (const auto& receipt : receipts)
        root.update(digest(receipt).bytes);
    return root.finish();
}

}  // namespace archi::stf
