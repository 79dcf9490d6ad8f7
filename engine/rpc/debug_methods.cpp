// debug_trace*: what a transaction or a call does, step by step or call by call.

#include "rpc/call_tracer.hpp"
#include "rpc/encode.hpp"
#include "rpc/methods.hpp"
#include "rpc/prestate_tracer.hpp"
#include "rpc/reverts.hpp"
#include "rpc/selection.hpp"
#include "rpc/simulation.hpp"
#include "rpc/struct_log_tracer.hpp"

namespace archi::rpc {
namespace {

/// One execution with a tracer looking on.
struct Traced {
    std::uint64_t gas_limit = 0;
    std::uint64_t gas_used = 0;
    bool success = false;
};
using Execute = std::function<std::expected<Traced, CallError>(evm::Tracer&)>;

/// Runs `execute` under the tracer that `config` names.
Answer trace(const Context& context, const Input& config, const Execute& execute)
{
    const auto name = config["tracer"];
    const auto of_tracer = config["tracerConfig"];
    const auto is_struct_logs =
        !name.present() || name.text().empty() || name.text() == "structLogs";
    const auto is_prestate = !is_struct_logs && name.text() == "prestateTracer";
    if (!is_struct_logs && !is_prestate && name.text() != "callTracer")
        name.fail("no such tracer here: callTracer, prestateTracer, or none for structLogs");
    const auto struct_log_options =
        read_struct_log_options(config, context.options.limits.trace_bytes);
    const auto call_options = read_call_tracer_options(of_tracer);
    const auto prestate_options =
        read_prestate_options(of_tracer, context.options.limits.trace_bytes);
    if (config.failed()) return config.error();

    if (is_struct_logs) {
        StructLogTracer tracer(struct_log_options);
        const auto traced = execute(tracer);
        if (!traced) return traced.error();
        return tracer.result(traced->gas_used, traced->success);
    }
    if (is_prestate) {
        PrestateTracer tracer(prestate_options);
        const auto traced = execute(tracer);
        if (!traced) return traced.error();
        return tracer.result();
    }
    CallTracer tracer(call_options);
    const auto traced = execute(tracer);
    if (!traced) return traced.error();
    return written(tracer.result(traced->gas_limit, traced->gas_used));
}

/// A block to be executed again from its parent's state.
class Replay {
public:
    [[nodiscard]] static std::expected<Replay, CallError> open(const chain::Chain& chain,
                                                               chain::Block block)
    {
        if (block->header.number == 0)
            return std::unexpected(server_error("genesis is not traceable"));
        const auto parent = chain.block(block->header.number - 1);
        auto reader = chain.state_at(block->header.number - 1);
        if (!parent || !reader)
            return std::unexpected(server_error("the state before that block is not available"));
        return Replay(chain, std::move(block), *parent, std::move(reader));
    }

    /// Executes the block's next transaction.
    [[nodiscard]] std::expected<Traced, CallError> next(evm::Tracer* tracer)
    {
        const auto at = at_++;
        const auto& transaction = block_->transactions[at];
        const auto receipt = block_->receipts[at].gas_used == 0
                                 ? builder_->set_aside(transaction)
                                 : builder_->add(transaction, tracer);
        if (!receipt)
            return std::unexpected(CallError{kInternalError,
                                             std::string("the stored block does not execute: ") +
                                                 stf::to_string(receipt.error()),
                                             {}});
        return Traced{transaction.transaction.gas_limit, receipt->gas_used, receipt->success};
    }

private:
    Replay(const chain::Chain& chain, chain::Block block, const chain::BlockRecord& parent,
           std::unique_ptr<state::Reader> reader)
        : block_(std::move(block)),
          reader_(std::move(reader)),
          builder_(std::make_unique<stf::BlockBuilder>(
              chain.config().rules(), *reader_, parent.header, parent.hash,
              block_->header.timestamp, chain.block_hashes()))
    {
    }

    chain::Block block_;
    std::unique_ptr<state::Reader> reader_;
    std::unique_ptr<stf::BlockBuilder> builder_;
    std::size_t at_ = 0;
};

Answer trace_transaction(const Context& context, const Input& params)
{
    const auto hash = params[0].hash();
    if (params.failed()) return params.error();
    const auto place = context.chain.find_transaction(hash);
    const auto block = place ? context.chain.block(place->block) : nullptr;
    if (!block) return server_error("transaction not found");
    auto replay = Replay::open(context.chain, block);
    if (!replay) return replay.error();
    for (std::size_t i = 0; i < place->index; ++i)
        if (const auto done = replay->next(nullptr); !done) return done.error();
    return trace(context, params[1], [&](evm::Tracer& tracer) { return replay->next(&tracer); });
}

/// [{txHash, result}, …]
Answer trace_block(const Context& context, const Input& params)
{
    const auto block = select_block(context.chain, params[0]);
    if (params.failed()) return params.error();
    if (!block) return server_error("block not found");
    auto replay = Replay::open(context.chain, block);
    if (!replay) return replay.error();
    std::string text;
    for (const auto& transaction : block->transactions) {
        auto answer =
            trace(context, params[1], [&](evm::Tracer& tracer) { return replay->next(&tracer); });
        const auto* result = std::get_if<Json>(&answer);
        if (result == nullptr) return answer;
        if (!text.empty()) text += ',';
        text += R"({"txHash":)" + hex_data(transaction.hash).text + R"(,"result":)" + result->text +
                "}";
        if (text.size() > context.options.limits.trace_bytes)
            return CallError{
                kResponseTooLarge,
                "the trace of the block is too large: trace its transactions one by one",
                {}};
    }
    return Json{"[" + text + "]"};
}

Answer trace_call(const Context& context, const Input& params)
{
    const auto config = params[2];
    const auto simulation = Simulation::read(context, params[0], params[1],
                                             config["stateOverrides"], config["blockOverrides"]);
    if (!simulation) return simulation.error();
    return trace(context, config, [&](evm::Tracer& tracer) -> std::expected<Traced, CallError> {
        const auto outcome = simulation->run(simulation->request, &tracer);
        if (!outcome) return std::unexpected(outcome.error());
        return Traced{simulation->request.gas, outcome->gas_used,
                      outcome->result.status == evm::Status::kSuccess};
    });
}

constexpr Method kMethods[] = {
    {"debug_traceTransaction", trace_transaction},
    {"debug_traceBlockByNumber", trace_block},
    {"debug_traceBlockByHash", trace_block},
    {"debug_traceCall", trace_call},
};

}  // namespace

std::span<const Method> debug_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
