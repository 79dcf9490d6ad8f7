// Custom errors of the contracts, as people read them.

#include <algorithm>
#include <array>
#include <string_view>

#include "base/abi.hpp"
#include "base/hex.hpp"
#include "operator/calls.hpp"

namespace archi::settlement {
namespace {

constexpr std::array kErrors{
    "AlreadyInitialized()",
    "DelayNotOver(uint256)",
    "DelayNotOver(uint256,uint256)",
    "DisabledVerifier(address)",
    "FrozenBatch(uint256,uint256)",
    "NoBatches()",
    "NotAMember(address)",
    "NotExecuted(uint256,bytes32)",
    "NotProven(uint256)",
    "PriorityModeIs(bool)",
    "ProofRefused()",
    "QueueEntryOverdue(uint256)",
    "TooFewSignatures(uint256,uint256)",
    "Unauthorized(address)",
    "WrongBatchNumber(uint256,uint256)",
    "WrongCommittee(bytes32,bytes32)",
    "WrongDataScheme(uint8,uint8)",
    "WrongField(uint8)",
    "WrongOpening(uint8)",
    "WrongOutputLength(uint256)",
    "WrongProofCount(uint256,uint256)",
    "WrongPubdata(bytes32,bytes32)",
    "WrongStoredBatch(uint256)",
};

/// Committer.sol, `Field`.
constexpr std::array kFields{
    "protocol version",
    "program hash",
    "chain id",
    "settlement chain id",
    "group",
    "epoch",
    "batch number",
    "first timestamp",
    "last timestamp",
    "data scheme",
    "data commitment",
    "queue hash",
    "queue count",
    "accumulator before",
    "accumulator after",
    "message root",
    "imports",
    "asset-flow root",
    "cycles",
    "upgrade hash",
};

}  // namespace

std::string revert_words(bytes_view data)
{
    if (const auto reason = abi::revert_reason(data)) return *reason;
    for (const std::string_view error : kErrors) {
        if (!std::ranges::equal(data.first(std::min<std::size_t>(data.size(), 4)),
                                abi::selector(error)))
            continue;
        const auto name = error.substr(0, error.find('('));
        abi::Decoder arguments(data.subspan(4));
        const auto first = arguments.number();
        const auto rest = error.substr(error.find('('));
        if (!arguments.finish() || rest == "()") return std::string(name);
        if (rest == "(uint8)" && first < u256(kFields.size()))
            return std::string(name) + ": " + kFields[first.low_u64()];
        return std::string(name) + ": " + first.to_decimal();
    }
    return data.empty() ? "reverted without a reason" : "reverted with " + hex::encode(data);
}

}  // namespace archi::settlement
