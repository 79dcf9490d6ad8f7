// Batches of a chain of the world, as node/batches.hpp shows them.

#include <algorithm>

#include "node/world_implementation.hpp"

namespace archi::node {
namespace {

constexpr std::uint64_t kMost = 1'000;

BatchStep step_of(const settlement::Sent& sent)
{
    const bool is_in_block =
        sent.fate == settlement::Fate::kIncluded || sent.fate == settlement::Fate::kFailed;
    const char* fate = "waiting";
    if (is_in_block) fate = sent.fate == settlement::Fate::kIncluded ? "included" : "failed";
    return {.step = settlement::to_string(sent.step),
            .fate = fate,
            .transaction = sent.hash,
            .block = is_in_block ? sent.block : 0,
            .gas = is_in_block ? sent.gas_used : 0,
            .bytes = sent.raw.size(),
            .sent_unix_ms = sent.sent_unix_ms};
}

}  // namespace

Result<BatchList> World::Implementation::batches(const std::string& name, std::uint64_t count)
{
    const auto opened = open_chain(name);
    if (!opened) return std::unexpected(opened.error());
    const auto& chain = **opened;
    if (chain.config().role == chain::Role::kMainland)
        return failure(ErrorCode::kUnsupported,
                       name + " is an L1: its blocks are final at once, and it has no batches");
    const auto metrics = chain.metrics();
    BatchList list{.chain = name,
                   .settles = chain.config().settlement.chain_id != 0,
                   .proven = metrics.proven,
                   .open_transactions = metrics.open_batch_transactions,
                   .settled = chain.settled(),
                   .sealed = chain.last_batch()};
    const auto shown = std::min({count, kMost, list.sealed});
    for (auto number = list.sealed; number > list.sealed - shown; --number) {
        const auto record = chain.batch(number);
        if (!record) return failure(ErrorCode::kCorrupt, "a sealed batch cannot be read");
        BatchView view{.number = number,
                       .first_block = record->first_block,
                       .last_block = record->last_block,
                       .transactions = record->transactions,
                       .sealed_unix_ms = record->sealed_unix_ms,
                       .pubdata_bytes = record->pubdata_bytes,
                       .epoch = record->epoch,
                       .stage = stage_of(list.settled, number)};
        const auto steps = mainland_.steps({chain.config().chain_id, number});
        if (!steps) return std::unexpected(steps.error());
        for (const auto& sent : *steps)
            view.steps.push_back(step_of(sent));
        list.batches.push_back(std::move(view));
    }
    return list;
}

}  // namespace archi::node
