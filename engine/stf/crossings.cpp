#include "stf/crossings.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "base/assert.hpp"
#include "base/keccak.hpp"
#include "stf/system.hpp"

namespace archi::stf {
namespace {

// First topics, keccak of the events' signatures.

/// L1MessageSent(address,bytes32,bytes)
constexpr Hash kMessageSent = {{{0x3a, 0x36, 0xe4, 0x72, 0x91, 0xf4, 0x20, 0x1f, 0xaf, 0x13, 0x7f,
                                 0xab, 0x08, 0x1d, 0x92, 0x29, 0x5b, 0xce, 0x2d, 0x53, 0xbe, 0x2c,
                                 0x6c, 0xa6, 0x8b, 0xa8, 0x2c, 0x7f, 0xaa, 0x9c, 0xe2, 0x41}}};
/// BridgeBurn(uint256,bytes32,address,address,uint256)
constexpr Hash kBurned = {{{0x1c, 0xd0, 0x21, 0x55, 0xad, 0x10, 0x64, 0xc6, 0x05, 0x98, 0xa8,
                            0xbd, 0x0e, 0x4e, 0x79, 0x5d, 0x7e, 0x7d, 0x0a, 0x0f, 0x3c, 0x38,
                            0xaa, 0xd0, 0x4d, 0x26, 0x1f, 0x12, 0x97, 0xfb, 0x25, 0x45}}};
/// BridgeMint(uint256,bytes32,address,uint256)
constexpr Hash kMinted = {{{0xbc, 0x0f, 0x40, 0x55, 0xa7, 0x86, 0x9d, 0x8e, 0xca, 0xd3, 0x4b,
                            0x33, 0x38, 0x2a, 0x0b, 0xc1, 0x81, 0xc5, 0x81, 0x15, 0x65, 0xfe,
                            0xc4, 0x2f, 0x33, 0x55, 0x05, 0xbe, 0x5f, 0xd6, 0x61, 0xd2}}};
/// NewInteropRoot(uint256,uint8,uint64,bytes32)
constexpr Hash kNewRoot = {{{0xda, 0xfc, 0xec, 0xa3, 0x1a, 0x57, 0x98, 0x56, 0x44, 0x09, 0x14,
                             0xa8, 0x9a, 0xa0, 0x6b, 0xc2, 0xac, 0x85, 0x5c, 0x76, 0x40, 0xaa,
                             0x64, 0xdd, 0x44, 0xd2, 0x49, 0xa7, 0x29, 0x07, 0x38, 0xb8}}};

// What one transaction can do at most: the contracts refuse more, but for the one outcome of a
// queue entry and the one row of what it mints.
constexpr std::size_t kTransactionLogs = 256 + 1;
constexpr std::size_t kTransactionEvents = 64 + 1;
constexpr std::size_t kTransactionImports = 64;
constexpr std::size_t kBlockLogs = 4'096;
constexpr std::size_t kBlockFlows = 128;
constexpr std::size_t kBlockEvents = 8'192;
constexpr std::size_t kBlockImports = 128;

constexpr unsigned kTreeDepth = 14;  // 16,384 leaves
constexpr unsigned kAmountBits = 128;

std::uint64_t number_of(const Hash& word)
{
    return u256::from_be(word.bytes).low_u64();
}

Hash parent_of(const Hash& left, const Hash& right)
{
    Keccak256 parent;
    parent.update(left.bytes);
    parent.update(right.bytes);
    return parent.finish();
}

/// Of a tree without leaves, by height.
std::array<Hash, kTreeDepth + 1> empty_nodes()
{
    constexpr std::size_t kLogBytes = 88;
    std::array<Hash, kTreeDepth + 1> nodes;
    nodes[0] = keccak256(Bytes(kLogBytes));
    for (unsigned height = 0; height < kTreeDepth; ++height)
        nodes[height + 1] = parent_of(nodes[height], nodes[height]);
    return nodes;
}

/// Calls `visit(height, nodes)` with each row of the tree, from the leaves to the root's children.
template <typename Visit>
Hash climb(std::span<const OutgoingLog> logs, const Visit& visit)
{
    ARCHI_ASSERT(logs.size() <= Crossings::kMaxOutgoingLogs);
    const auto empty = empty_nodes();
    std::vector<Hash> row;
    for (const auto& log : logs)
        row.push_back(leaf_of(log));
    for (unsigned height = 0; height < kTreeDepth; ++height) {
        if (row.size() % 2 != 0) row.push_back(empty[height]);
        visit(height, row, empty[height]);
        for (std::size_t i = 0; i < row.size() / 2; ++i)
            row[i] = parent_of(row[2 * i], row[2 * i + 1]);
        row.resize(row.size() / 2);
    }
    return row.empty() ? empty[kTreeDepth] : row.front();
}

}  // namespace

bool OutgoingLog::is_message() const
{
    return sender == system::kMessenger;
}

Address OutgoingLog::message_sender() const
{
    return fixed<Address>(bytes_view(key.bytes).last(Address::kSize));
}

Hash leaf_of(const OutgoingLog& log)
{
    Bytes packed = {0, 1};  // shard, is a service
    append_be(packed, log.transaction, 2);
    append(packed, log.sender.bytes);
    append(packed, log.key.bytes);
    append(packed, log.value.bytes);
    return keccak256(packed);
}

Hash message_tree_root(std::span<const OutgoingLog> logs)
{
    return climb(logs, [](unsigned, const std::vector<Hash>&, const Hash&) {});
}

std::vector<Hash> message_tree_path(std::span<const OutgoingLog> logs, std::size_t index)
{
    ARCHI_ASSERT(index < logs.size());
    std::vector<Hash> path;
    climb(logs, [&](unsigned height, const std::vector<Hash>& row, const Hash& empty) {
        const auto sibling = (index >> height) ^ 1U;
        path.push_back(sibling < row.size() ? row[sibling] : empty);
    });
    return path;
}

Bytes encode_imports(std::span<const Import> imports)
{
    Bytes rows;
    for (const auto& import : imports) {
        append_be(rows, import.chain_id, 8);
        append_be(rows, import.policy, 1);
        append(rows, import.accumulator.bytes);
    }
    return rows;
}

std::optional<OutgoingLog> message_in(const evm::Log& log)
{
    if (log.address != system::kMessenger || log.topics.size() != 3 ||
        log.topics.front() != kMessageSent)
        return std::nullopt;
    abi::Decoder data(log.data);
    const auto message = data.bytes();
    if (!data.finish()) return std::nullopt;
    return OutgoingLog{.transaction = 0,
                       .sender = system::kMessenger,
                       .key = log.topics[1],
                       .value = log.topics[2],
                       .message = Bytes(message.begin(), message.end())};
}

bool has_system_logs(const Receipt& receipt)
{
    return std::ranges::any_of(receipt.logs, [](const evm::Log& log) {
        return log.address == system::kMessenger || log.address == system::kVault ||
               log.address == system::kInteropRoots;
    });
}

void Crossings::add(const ChainRules& rules, std::uint32_t position,
                    const SignedTransaction& transaction, const Receipt& receipt)
{
    if (rules.settlement.chain_id == 0) return;
    transactions_ = std::max(transactions_, position + 1);
    if (transaction.transaction.kind == Kind::kQueued) {
        OutgoingLog outcome{.transaction = position,
                            .sender = system::kBootloader,
                            .key = transaction.hash,
                            .value = {},
                            .message = {}};
        outcome.value[Hash::kSize - 1] = receipt.success ? 1 : 0;
        logs_.push_back(std::move(outcome));
        ++events_;
        const auto& minted = transaction.transaction.queued.minted;
        if (minted.bit_length() <= kMintedBits)
            row(rules.settlement.base_token, rules.settlement.chain_id).received += minted;
    }
    for (const auto& log : receipt.logs) {
        if (log.topics.empty()) continue;
        const auto& topic = log.topics.front();
        if (auto message = message_in(log)) {
            message->transaction = position;
            logs_.push_back(std::move(*message));
        } else if (log.address == system::kVault && (topic == kBurned || topic == kMinted)) {
            note_flow(log, topic == kBurned);
        } else if (log.address == system::kInteropRoots && topic == kNewRoot) {
            note_import(log);
        }
    }
}

void Crossings::note_flow(const evm::Log& log, bool is_sent)
{
    ARCHI_ASSERT(log.topics.size() >= 3 && log.data.size() == 2 * Hash::kSize);
    auto& flow = row(log.topics[2], number_of(log.topics[1]));
    const auto amount = u256::from_be(fixed<Hash>(bytes_view(log.data).last(Hash::kSize)).bytes);
    ++events_;
    (is_sent ? flow.sent : flow.received) += amount;
}

void Crossings::note_import(const evm::Log& log)
{
    ARCHI_ASSERT(log.topics.size() == 3 && log.data.size() == 2 * Hash::kSize);
    const Import import{.chain_id = number_of(log.topics[1]),
                        .policy = static_cast<std::uint8_t>(number_of(log.topics[2])),
                        .count = number_of(fixed<Hash>(log.data)),
                        .accumulator = fixed<Hash>(bytes_view(log.data).last(Hash::kSize))};
    FixedBytes<9> place;
    Bytes packed;
    append_be(packed, import.chain_id, 8);
    append_be(packed, import.policy, 1);
    std::ranges::copy(packed, place.begin());
    imports_.try_emplace(place).first = import;
}

Flow& Crossings::row(const Hash& asset, std::uint64_t counterparty)
{
    FixedBytes<40> place;
    Bytes packed(asset.begin(), asset.end());
    append_be(packed, counterparty, 8);
    std::ranges::copy(packed, place.begin());
    auto [flow, is_new] = flows_.try_emplace(place);
    if (is_new) flow = {.asset = asset, .counterparty = counterparty, .sent = {}, .received = {}};
    return flow;
}

void Crossings::add(const Crossings& block, std::uint32_t first)
{
    for (auto log : block.logs_) {
        log.transaction += first;
        logs_.push_back(std::move(log));
    }
    for (const auto& [place, flow] : block.flows_) {
        auto& sum = row(flow.asset, flow.counterparty);
        sum.sent += flow.sent;
        sum.received += flow.received;
    }
    for (const auto& [place, import] : block.imports_)
        imports_.try_emplace(place).first = import;
    events_ += block.events_;
    transactions_ = std::max(transactions_, first + block.transactions_);
}

std::vector<Flow> Crossings::flows() const
{
    std::vector<std::pair<FixedBytes<40>, Flow>> sorted(flows_.begin(), flows_.end());
    std::ranges::sort(sorted, {}, &std::pair<FixedBytes<40>, Flow>::first);
    std::vector<Flow> flows;
    for (const auto& [place, flow] : sorted)
        if (!flow.sent.is_zero() || !flow.received.is_zero()) flows.push_back(flow);
    return flows;
}

std::vector<Import> Crossings::imports() const
{
    std::vector<std::pair<FixedBytes<9>, Import>> sorted(imports_.begin(), imports_.end());
    std::ranges::sort(sorted, {}, &std::pair<FixedBytes<9>, Import>::first);
    std::vector<Import> imports;
    for (const auto& [place, import] : sorted)
        imports.push_back(import);
    return imports;
}

bool Crossings::has_room_in_block() const
{
    return logs_.size() + kTransactionLogs <= kBlockLogs &&
           flows_.size() + kTransactionEvents <= kBlockFlows &&
           events_ + kTransactionEvents <= kBlockEvents &&
           imports_.size() + kTransactionImports <= kBlockImports;
}

bool Crossings::has_room_in_batch() const
{
    return logs_.size() + kBlockLogs <= kMaxOutgoingLogs &&
           flows_.size() + kBlockFlows <= kMaxFlows && events_ + kBlockEvents <= kMaxEvents;
}

bool Crossings::fits_batch() const
{
    const auto fits = [](const auto& entry) {
        return entry.second.sent.bit_length() <= kAmountBits &&
               entry.second.received.bit_length() <= kAmountBits;
    };
    return logs_.size() <= kMaxOutgoingLogs && flows_.size() <= kMaxFlows &&
           transactions_ <= kMaxTransactions && std::ranges::all_of(flows_, fits);
}

}  // namespace archi::stf
