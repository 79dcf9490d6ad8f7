// web3_, net_, and what eth_ says about the node itself.

#include "base/keccak.hpp"
#include "rpc/methods.hpp"

namespace archi::rpc {
namespace {

Answer client_version(const Context& context, const Input&)
{
    return written(json::string(context.options.client_version));
}

Answer sha3(const Context&, const Input& params)
{
    const auto bytes = params[0].bytes();
    if (params.failed()) return params.error();
    return hex_data(keccak256(bytes));
}

Answer network_version(const Context& context, const Input&)
{
    return written(json::string(std::to_string(context.chain.config().chain_id)));
}

Answer listening(const Context&, const Input&)
{
    return written(true);
}

Answer peer_count(const Context&, const Input&)
{
    return quantity(0);  // there is one sequencer, and no peer-to-peer network
}

Answer chain_id(const Context& context, const Input&)
{
    return quantity(context.chain.config().chain_id);
}

Answer block_number(const Context& context, const Input&)
{
    return quantity(context.chain.head()->header.number);
}

Answer syncing(const Context&, const Input&)
{
    return written(false);
}

Answer accounts(const Context&, const Input&)
{
    return written(json::array());  // the node holds no keys
}

constexpr Method kMethods[] = {
    {"web3_clientVersion", client_version},
    {"web3_sha3", sha3},
    {"net_version", network_version},
    {"net_listening", listening},
    {"net_peerCount", peer_count},
    {"eth_chainId", chain_id},
    {"eth_blockNumber", block_number},
    {"eth_syncing", syncing},
    {"eth_accounts", accounts},
};

}  // namespace

std::span<const Method> node_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
