#pragma once
// The table of methods: private to this library.

#include <span>
#include <string_view>

#include "rpc/context.hpp"

namespace archi::rpc {

struct Method {
    std::string_view name;
    Answer (*call)(const Context& context, const Input& params);
};

// One family a file.
[[nodiscard]] std::span<const Method> node_methods();          // web3_, net_, eth_chainId …
[[nodiscard]] std::span<const Method> fee_methods();           // eth_gasPrice, eth_feeHistory …
[[nodiscard]] std::span<const Method> state_methods();         // eth_getBalance …
[[nodiscard]] std::span<const Method> call_methods();          // eth_call, eth_estimateGas …
[[nodiscard]] std::span<const Method> transaction_methods();   // eth_sendRawTransaction …
[[nodiscard]] std::span<const Method> block_methods();         // eth_getBlockByNumber …
[[nodiscard]] std::span<const Method> log_methods();           // eth_getLogs, filters
[[nodiscard]] std::span<const Method> subscription_methods();  // eth_subscribe …
[[nodiscard]] std::span<const Method> debug_methods();
[[nodiscard]] std::span<const Method> pool_methods();  // txpool_
[[nodiscard]] std::span<const Method> zks_methods();
[[nodiscard]] std::span<const Method> archi_methods();
[[nodiscard]] std::span<const Method> mainland_methods();  // evm_, anvil_

/// Null if there is no such method.
[[nodiscard]] const Method* find_method(std::string_view name);

}  // namespace archi::rpc
