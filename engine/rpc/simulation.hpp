#pragma once
// One call to be simulated, with the state it runs on: private to this library.

#include "rpc/context.hpp"
#include "rpc/selection.hpp"

namespace archi::rpc {

struct Simulation {
    /// Reads a transaction object, a block, state and block overrides.
    [[nodiscard]] static std::expected<Simulation, CallError> read(const Context& context,
                                                                   const Input& transaction,
                                                                   const Input& block,
                                                                   const Input& state_overrides,
                                                                   const Input& block_overrides);

    /// Runs `call` on the state as it is before. Errors: the call could not even start.
    [[nodiscard]] std::expected<stf::CallOutcome, CallError> run(
        const stf::CallRequest& call, evm::Tracer* tracer = nullptr) const;

    const chain::Chain* chain = nullptr;
    stf::CallRequest request;
    StateAt state;
    evm::BlockContext block;
    std::vector<stf::AccountOverride> overrides;
};

}  // namespace archi::rpc
