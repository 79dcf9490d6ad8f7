// evm_, anvil_: what tests do to an L1, under the names that their tools use. On an island they do
// not exist.

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"

namespace archi::rpc {
namespace {

/// As an island answers for a method that it does not have.
CallError refused(const Error& error)
{
    switch (error.code) {
        case ErrorCode::kUnsupported:
            return {kMethodNotFound, error.sentence, {}};
        case ErrorCode::kInvalidArgument:
            return {kInvalidParams, error.sentence, {}};
        default:
            return call_error(error);
    }
}

Answer increase_time(const Context& context, const Input& params)
{
    const auto seconds = params[0].u64();
    if (params.failed()) return params.error();
    const auto offset = context.chain.advance_clock(seconds);
    if (!offset) return refused(offset.error());
    return quantity(u256(*offset));
}

Answer mine(const Context& context, const Input&)
{
    const auto block = context.chain.mine();
    if (!block) return refused(block.error());
    return written("0x0");
}

/// [depth, transactions, wait]: as many new blocks as went. `transactions` for them must be empty;
/// with `wait` those of the old blocks go back to the mempool, otherwise they are gone.
Answer reorg(const Context& context, const Input& params)
{
    const auto depth = params[0].u64();
    if (params[1].size() > 0) params[1].fail("must be empty");
    const bool wait = params[2].boolean_or(false);
    if (params.failed()) return params.error();
    const auto before = context.chain.head()->header.number;
    const auto done = context.chain.reorganize(
        depth, wait ? chain::Chain::Undone::kWait : chain::Chain::Undone::kDrop);
    if (!done) return refused(done.error());
    while (context.chain.head()->header.number < before)
        if (const auto block = context.chain.mine(); !block) return refused(block.error());
    return written(nullptr);
}

constexpr Method kMethods[] = {
    {"evm_increaseTime", increase_time},
    {"evm_mine", mine},
    {"anvil_reorg", reorg},
};

}  // namespace

std::span<const Method> mainland_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
