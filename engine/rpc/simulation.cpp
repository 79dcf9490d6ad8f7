#include "rpc/simulation.hpp"

#include "rpc/call_arguments.hpp"

namespace archi::rpc {

std::expected<Simulation, CallError> Simulation::read(const Context& context,
                                                      const Input& transaction, const Input& block,
                                                      const Input& state_overrides,
                                                      const Input& block_overrides)
{
    Simulation out;
    out.chain = &context.chain;
    out.request = read_call_request(context, transaction);
    out.overrides = read_state_overrides(state_overrides);
    auto state = select_state(context.chain, block);
    if (!state) return std::unexpected(state.error());
    out.state = std::move(*state);
    out.block = read_block_context(context, *out.state.block, block_overrides);
    if (transaction.failed()) return std::unexpected(transaction.error());
    return out;
}

std::expected<stf::CallOutcome, CallError> Simulation::run(const stf::CallRequest& call,
                                                           evm::Tracer* tracer) const
{
    auto outcome = stf::simulate(chain->config().rules(), *state.reader, block,
                                 chain->block_hashes(), call, overrides, tracer);
    if (!outcome) return std::unexpected(server_error(stf::to_string(outcome.error())));
    return *std::move(outcome);
}

}  // namespace archi::rpc
