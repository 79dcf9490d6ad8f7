#include "l1/found_chain.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "base/hex.hpp"

namespace archi::l1 {
namespace {

/// nullopt where the answer is no address, or zero.
Result<std::optional<Address>> ask_address(Client& client, const Address& contract,
                                           const abi::Encoder& question, std::uint64_t at)
{
    const auto outcome = client.call({.to = contract, .data = question.finish()}, at);
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    const auto address = answer.address();
    if (outcome->reverted || !answer.finish() || address.is_zero()) return std::nullopt;
    return address;
}

/// The genesis that `manager` logged, and the block.
Result<std::pair<Bytes, std::uint64_t>> find_genesis(Client& client, const Address& manager,
                                                     std::uint64_t id, std::uint64_t first,
                                                     std::uint64_t last)
{
    static const auto event = abi::event_topic("ChainGenesis(uint256,bytes)");
    for (auto from = first; from <= last; from += kLogBlocks) {
        const auto logs = client.logs({.first = from,
                                       .last = std::min(last, from + kLogBlocks - 1),
                                       .addresses = {manager},
                                       .events = {event}});
        if (!logs) return std::unexpected(logs.error());
        for (const auto& log : *logs) {
            if (log.topics.size() != 2 || u256::from_be(log.topics[1]) != u256(id)) continue;
            abi::Decoder data(log.data);
            const auto genesis = data.bytes();
            if (!data.finish()) return failure(ErrorCode::kCorrupt, "the L1 gives a broken event");
            return std::pair(Bytes(genesis.begin(), genesis.end()), log.block);
        }
    }
    return failure(ErrorCode::kCorrupt, "the L1 does not give the genesis of chain " +
                                            std::to_string(id) +
                                            ": it was created without publishing one");
}

}  // namespace

Result<std::uint64_t> birth_of(Client& client, const Address& contract, std::uint64_t last)
{
    std::uint64_t without = 0;  // the block of genesis has no contract
    std::uint64_t with = last;
    while (with - without > 1) {
        const auto middle = without + (with - without) / 2;
        const auto code = client.code(contract, middle);
        if (!code && code.error().code == ErrorCode::kUnavailable) {
            // Nobody there, or a node that forgets: the newest block tells which.
            if (const auto now = client.code(contract, last); !now)
                return std::unexpected(now.error());
            return 0;
        }
        if (!code) return std::unexpected(code.error());
        (code->empty() ? without : with) = middle;
    }
    return with;
}

Result<FoundChain> find_published_chain(Client& client, const Address& bridgehub, std::uint64_t id,
                                        std::uint64_t last)
{
    const auto of_id = [&](const char* signature) { return abi::Encoder(signature).add(u256(id)); };
    const auto manager = ask_address(client, bridgehub, of_id("chainTypeManager(uint256)"), last);
    if (!manager) return std::unexpected(manager.error());
    const auto contract = ask_address(client, bridgehub, of_id("getZKChain(uint256)"), last);
    if (!contract) return std::unexpected(contract.error());
    if (!*manager || !*contract) {
        const auto code = client.code(bridgehub, last);
        if (!code) return std::unexpected(code.error());
        return failure(ErrorCode::kNotFound,
                       code->empty() ? "there is no contract at " + hex::encode(bridgehub) +
                                           " on the L1; is that the Bridgehub's address?"
                                     : "the Bridgehub " + hex::encode(bridgehub) +
                                           " knows no chain " + std::to_string(id));
    }
    const auto timelock =
        ask_address(client, **contract, abi::Encoder("VALIDATOR_TIMELOCK()"), last);
    if (!timelock) return std::unexpected(timelock.error());
    if (!*timelock)
        return failure(ErrorCode::kCorrupt,
                       "the contract of chain " + std::to_string(id) + " does not answer");
    const auto first = birth_of(client, **contract, last);
    if (!first) return std::unexpected(first.error());
    auto genesis = find_genesis(client, **manager, id, *first, last);
    if (!genesis) return std::unexpected(genesis.error());
    return FoundChain{.id = id,
                      .contract = **contract,
                      .validator_timelock = **timelock,
                      .created = genesis->second,
                      .genesis = std::move(genesis->first)};
}

}  // namespace archi::l1
