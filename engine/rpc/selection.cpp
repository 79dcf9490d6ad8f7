#include "rpc/selection.hpp"

namespace archi::rpc {
namespace {

chain::Block block_by_hash(const chain::Chain& chain, const Hash& hash)
{
    const auto number = chain.block_number(hash);
    return number ? chain.block(*number) : nullptr;
}

/// The last block that the L1 has, committed or executed: genesis on a chain that settles nowhere.
chain::Block settled_block(const chain::Chain& chain, bool is_safe)
{
    if (chain.config().role == chain::Role::kMainland) return chain.head();
    const auto settled = chain.settled();
    const auto batch = chain.batch(is_safe ? settled.committed : settled.executed);
    return chain.block(batch ? batch->last_block : 0);
}

}  // namespace

chain::Block select_block(const chain::Chain& chain, const Input& which)
{
    if (!which.present()) return chain.head();
    if (which.is_object()) {
        const auto hash = which["blockHash"];
        return hash.present() ? block_by_hash(chain, hash.hash())
                              : select_block(chain, which["blockNumber"]);
    }
    if (which.is_string()) {
        const auto text = which.text();
        if (text == "latest" || text == "pending") return chain.head();
        if (text == "earliest") return chain.block(0);
        if (text == "safe" || text == "finalized") return settled_block(chain, text == "safe");
        if (text.size() == 2 + 2 * Hash::kSize) return block_by_hash(chain, which.hash());
    }
    const auto number = which.u64();
    return which.failed() ? nullptr : chain.block(number);
}

std::expected<StateAt, CallError> select_state(const chain::Chain& chain, const Input& which)
{
    auto block = select_block(chain, which);
    if (which.failed()) return std::unexpected(which.error());
    if (!block) return std::unexpected(server_error("header not found"));
    auto reader = chain.state_at(block->header.number);
    if (!reader) return std::unexpected(server_error("the state of that block is not available"));
    return StateAt{std::move(block), std::move(reader)};
}

}  // namespace archi::rpc
