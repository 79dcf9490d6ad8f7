#include "operator/queue_feed.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "base/keccak.hpp"
#include "l1/found_chain.hpp"

namespace archi::settlement {
namespace {

constexpr std::size_t kWord = 32;
constexpr std::uint8_t kQueueKind = 0x7f;

const Hash& request_event()
{
    static const Hash topic = abi::event_topic(
        "NewPriorityRequest(uint256,bytes32,uint64,(uint256,uint256,uint256,uint256,uint256,"
        "uint256,uint256,uint256,uint256,uint256,uint256[4],bytes,bytes,uint256[],bytes,bytes),"
        "bytes[])");
    return topic;
}

}  // namespace

std::optional<QueueRequest> read_request(const l1::Log& log)
{
    abi::Decoder words(log.data);
    const auto index = words.number();
    const auto hash = words.word();
    const auto deadline = words.number();
    const auto begin = words.number();
    const auto end = words.number();
    const auto size = u256(log.data.size());
    if (!words.finish() || index.bit_length() > 63 || deadline.bit_length() > 63) return {};
    if (begin > end || end > size) return {};
    QueueRequest request;
    request.index = index.low_u64();
    request.entry.deadline = deadline.low_u64();
    // abi.encode(transaction): a word that says where the tuple begins, and the tuple, which the
    // log holds up to its next member.
    auto& raw = request.entry.raw;
    raw.push_back(kQueueKind);
    append(raw, u256(kWord).to_be());
    const auto first = static_cast<std::ptrdiff_t>(begin.low_u64());
    const auto last = static_cast<std::ptrdiff_t>(end.low_u64());
    raw.insert(raw.end(), log.data.begin() + first, log.data.begin() + last);
    if (keccak256(bytes_view(raw).subspan(1)) != hash) return {};
    return request;
}

Result<std::uint64_t> count_queue(l1::Client& client, const Address& contract, std::uint64_t at)
{
    const auto outcome = client.call({.from = {},
                                      .to = contract,
                                      .data = abi::Encoder("getTotalPriorityTxs()").finish(),
                                      .value = {}},
                                     at);
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    const auto count = answer.number();
    // At a block before the contract there is no answer, and no queue.
    if (outcome->data.empty()) return 0;
    if (outcome->reverted || !answer.finish() || count.bit_length() > 63)
        return failure(ErrorCode::kCorrupt, "a chain's contract does not count its queue");
    return count.low_u64();
}

Result<std::vector<chain::QueueEntry>> read_queue(l1::Client& client, const Address& contract,
                                                  std::uint64_t first, std::uint64_t end,
                                                  std::uint64_t& from, std::uint64_t last)
{
    std::vector<chain::QueueEntry> entries;
    const auto begin = from;
    while (from <= last && entries.size() < end - first) {
        const auto to = std::min(last, from + l1::kLogBlocks - 1);
        const auto logs = client.logs(
            {.first = from, .last = to, .addresses = {contract}, .events = {request_event()}});
        if (!logs) return std::unexpected(logs.error());
        for (const auto& log : *logs) {
            auto request = read_request(log);
            if (!request)
                return failure(ErrorCode::kCorrupt, "the L1 gives a queue entry that is none");
            if (request->index < first || request->index >= end) continue;
            if (request->index != first + entries.size())
                return failure(ErrorCode::kCorrupt, "the L1 leaves out queue entries");
            entries.push_back(std::move(request->entry));
        }
        from = to + 1;
    }
    if (entries.size() != end - first) {
        from = begin;
        return failure(ErrorCode::kCorrupt, "the L1 counts more queue entries than it gives");
    }
    return entries;
}

Result<void> QueueFeed::feed(chain::Chain& chain, const Address& contract, std::uint64_t last,
                             bool looks_anew)
{
    const auto count = count_queue(client_, contract, last);
    if (!count) return std::unexpected(count.error());
    if (looks_anew) read_to_[contract] = 0;
    if (chain.queue_known() > *count && chain.queue_taken() <= *count)
        if (auto done = chain.forget_queue(*count); !done) return done;
    const auto first = looks_anew ? chain.queue_taken() : chain.queue_known();
    if (first >= *count) return {};
    const auto entries = read_queue(client_, contract, first, *count, read_to_[contract], last);
    if (!entries) {
        read_to_.erase(contract);
        return std::unexpected(entries.error());
    }
    auto taken = chain.enqueue(first, *entries);
    if (!taken && taken.error().code == ErrorCode::kAlreadyExists) {
        if (auto done = chain.forget_queue(first); !done) return done;
        taken = chain.enqueue(first, *entries);
    }
    return taken;
}

}  // namespace archi::settlement
