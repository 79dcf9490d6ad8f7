#pragma once
// Observation of an execution, for debug_trace*. Costs nothing when there is no tracer.

#include <span>

#include "evm/host.hpp"

namespace archi::evm {

/// The machine before one instruction.
struct Step {
    std::uint32_t program_counter = 0;
    std::uint8_t opcode = 0;
    std::int32_t depth = 0;
    std::int64_t gas = 0;         ///< before the instruction
    std::int64_t refund = 0;      ///< refund counter before the instruction
    std::span<const u256> stack;  ///< bottom first
    bytes_view memory;
    const Address* recipient = nullptr;
    bytes_view return_data;
};

class Tracer {
public:
    virtual ~Tracer() = default;
    /// Before a whole transaction has moved anything. `host` may be read until on_transaction_end
    /// returns. `involved`: what changes outside frames: sender, coinbase, authorities (EIP-7702).
    virtual void on_transaction_start(Host& host, std::span<const Address> involved)
    {
        static_cast<void>(host);
        static_cast<void>(involved);
    }
    /// After it: fees are paid, destroyed accounts are gone.
    virtual void on_transaction_end() {}
    /// Before each instruction.
    virtual void on_step(const Step& step) = 0;
    /// After it: the gas it took (for calls, without what the callee returned), and how it ended.
    virtual void on_step_end(std::int64_t gas_cost, Status status) = 0;
    /// Around every frame, precompiles and system contracts included. For creations
    /// `message.recipient` is the new address.
    virtual void on_enter(const Message& message) = 0;
    virtual void on_exit(const Message& message, const CallResult& result) = 0;
};

}  // namespace archi::evm
