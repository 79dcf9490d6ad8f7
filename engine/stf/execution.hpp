#pragma once
// One transaction, from its checks to its fee. Order and rules are Ethereum's (execution-specs,
// Osaka) except where DIFFERENCES.md says otherwise.

#include <optional>
#include <span>

#include "evm/evm.hpp"
#include "stf/block.hpp"
#include "stf/world.hpp"

namespace archi::stf {

/// What a transaction or a call runs, after it was checked and paid for.
struct Invocation {
    Address sender;
    std::uint64_t nonce = 0;  ///< of the sender, before this
    std::optional<Address> to;
    std::uint64_t gas_limit = 0;
    u256 gas_price;  ///< effective, wei per gas
    u256 value;
    bytes_view data;
    std::span<const AccessListEntry> access_list;
    std::span<const Authorization> authorizations;
    IntrinsicGas gas;  ///< requires intrinsic and floor <= gas_limit
    bool raises_nonce = true;
};

inline constexpr std::uint64_t kMaxGasLimit = std::uint64_t{1} << 24U;  // EIP-7825

struct InvocationResult {
    evm::CallResult call;
    std::uint64_t gas_used = 0;  ///< with intrinsic gas, refunds and floor
    std::uint64_t cycles = 0;
};

/// Cycles of a transaction outside the interpreter: intrinsic gas and its signatures (CYCLES.md).
[[nodiscard]] std::uint64_t intrinsic_cycles(const IntrinsicGas& gas, std::size_t authorizations);

/// Tells `tracer` that a transaction begins, and whom it changes beyond its frames.
void start_trace(evm::Tracer& tracer, World& world, const Address& coinbase, const Address& sender,
                 std::span<const Authorization> authorizations);

/// Raises the sender's nonce if asked to, applies authorizations, runs the message, counts refunds.
/// Moves no fees. Call between begin_transaction and end_transaction. `record`: the world records
/// what is accessed beyond the warm start.
[[nodiscard]] InvocationResult invoke(World& world, const ChainRules& rules,
                                      const evm::BlockContext& block, const Invocation& invocation,
                                      evm::Tracer* tracer, bool record = false);

/// Executes `signed_transaction` in `block`, of whose gas `block_gas_left` is free. An error leaves
/// the world as it was. The receipt's cumulative gas is left to the block.
[[nodiscard]] std::expected<Receipt, TransactionError> execute(
    World& world, const ChainRules& rules, const evm::BlockContext& block,
    std::uint64_t block_gas_left, const SignedTransaction& signed_transaction, evm::Tracer* tracer);

/// A transaction from the L1 queue (DIFFERENCES.md). `set_aside`: it is not run, and fails.
/// Errors: kUnsupportedKind on a chain that settles nowhere, kGasLimitTooHigh if the block has no
/// room left; nothing in the transaction itself can be an error.
[[nodiscard]] std::expected<Receipt, TransactionError> execute_queued(
    World& world, const ChainRules& rules, const evm::BlockContext& block,
    std::uint64_t block_gas_left, const SignedTransaction& signed_transaction, bool set_aside,
    evm::Tracer* tracer);

/// A transaction that the sequencer made. It pays nothing. Errors: kUnsupportedKind on a chain that
/// settles nowhere, those of the nonce, kGasLimitTooHigh, kIntrinsicGas.
[[nodiscard]] std::expected<Receipt, TransactionError> execute_system(
    World& world, const ChainRules& rules, const evm::BlockContext& block,
    std::uint64_t block_gas_left, const SignedTransaction& signed_transaction, evm::Tracer* tracer);

}  // namespace archi::stf
