#include "rpc/call_tracer.hpp"

#include "base/abi.hpp"
#include "evm/opcodes.hpp"
#include "rpc/encode.hpp"

namespace archi::rpc {
namespace {

const char* type_of(evm::CallKind kind)
{
    switch (kind) {
        case evm::CallKind::kCall:
            return "CALL";
        case evm::CallKind::kStaticCall:
            return "STATICCALL";
        case evm::CallKind::kDelegateCall:
            return "DELEGATECALL";
        case evm::CallKind::kCallCode:
            return "CALLCODE";
        case evm::CallKind::kCreate:
            return "CREATE";
        case evm::CallKind::kCreate2:
            return "CREATE2";
    }
    return "CALL";
}

bool is_creation(evm::CallKind kind)
{
    return kind == evm::CallKind::kCreate || kind == evm::CallKind::kCreate2;
}

/// Logs of a call that failed have not happened, nor have those of its calls.
void drop_logs(json::value& call)
{
    auto& object = call.get_object();
    object.erase("logs");
    if (auto* calls = object.if_contains("calls"))
        for (auto& inner : calls->get_array())
            drop_logs(inner);
}

}  // namespace

CallTracerOptions read_call_tracer_options(const Input& config)
{
    return {.only_top_call = config["onlyTopCall"].boolean_or(false),
            .with_log = config["withLog"].boolean_or(false)};
}

void CallTracer::on_step(const evm::Step& step)
{
    pending_log_.reset();
    pending_destruction_.reset();
    if (options_.with_log && step.opcode >= evm::kLog0 && step.opcode <= evm::kLog0 + 4)
        note_log(step);
    if (step.opcode == evm::kSelfdestruct && !step.stack.empty() && host_ != nullptr)
        pending_destruction_ = json::object{{"type", "SELFDESTRUCT"},
                                            {"from", to_json(*step.recipient)},
                                            {"to", to_json(address_of(step.stack.back()))},
                                            {"gas", "0x0"},
                                            {"gasUsed", "0x0"},
                                            {"input", "0x"},
                                            {"value", to_json(host_->balance(*step.recipient))}};
}

void CallTracer::note_log(const evm::Step& step)
{
    const auto topic_count = static_cast<std::size_t>(step.opcode - evm::kLog0);
    if (frames_.empty() || step.stack.size() < 2 + topic_count) return;
    const auto from_top = [&](std::size_t i) { return step.stack[step.stack.size() - 1 - i]; };
    json::array topics;
    for (std::size_t i = 0; i < topic_count; ++i)
        topics.push_back(to_json(from_top(2 + i).to_be()));

    // Memory that does not exist yet reads as zero; sizes the gas cannot pay for end in an error.
    const auto offset = from_top(0);
    const auto size = from_top(1);
    Bytes bytes;
    constexpr std::uint64_t kMostBytes = 1U << 24U;  // more than the gas of a transaction pays for
    if (size <= u256{kMostBytes}) {
        bytes.resize(size.low_u64());
        for (std::size_t i = 0; i < bytes.size() && offset + i < u256{step.memory.size()}; ++i)
            bytes[i] = step.memory[offset.low_u64() + i];
    }
    pending_log_ = json::object{{"address", to_json(*step.recipient)},
                                {"topics", std::move(topics)},
                                {"data", to_json(bytes)},
                                {"position", to_json(frames_.back().calls.size())}};
}

void CallTracer::on_step_end(std::int64_t, evm::Status status)
{
    const bool happened = status == evm::Status::kSuccess && !frames_.empty();
    if (pending_log_ && happened && (!options_.only_top_call || frames_.size() == 1)) {
        (*pending_log_)["index"] = to_json(next_log_++);
        frames_.back().logs.push_back(std::move(*pending_log_));
    }
    if (pending_destruction_ && happened && !options_.only_top_call)
        frames_.back().calls.push_back(std::move(*pending_destruction_));
    pending_log_.reset();
    pending_destruction_.reset();
}

void CallTracer::on_enter(const evm::Message& message)
{
    auto& frame = frames_.emplace_back();
    frame.gas = message.gas;
    auto& call = frame.call;
    // Who calls: what a delegate call shows its code as the sender is somebody further out.
    call["from"] =
        to_json(message.kind == evm::CallKind::kDelegateCall ? message.recipient : message.sender);
    call["gas"] = to_json(static_cast<std::uint64_t>(message.gas));
    call["gasUsed"] = "0x0";
    call["to"] = to_json(is_creation(message.kind) || message.kind == evm::CallKind::kCall ||
                                 message.kind == evm::CallKind::kStaticCall
                             ? message.recipient
                             : message.code_address);
    call["input"] = to_json(message.input);
    if (message.kind != evm::CallKind::kStaticCall) call["value"] = to_json(message.value);
    call["type"] = type_of(message.kind);
}

void CallTracer::on_exit(const evm::Message& message, const evm::CallResult& result)
{
    if (frames_.empty()) return;
    auto frame = std::move(frames_.back());
    frames_.pop_back();
    auto& call = frame.call;
    call["gasUsed"] = to_json(static_cast<std::uint64_t>(frame.gas - result.gas_left));
    if (!result.output.empty()) call["output"] = to_json(result.output);
    if (!frame.calls.empty()) call["calls"] = std::move(frame.calls);
    if (!frame.logs.empty()) call["logs"] = std::move(frame.logs);
    if (result.status != evm::Status::kSuccess) {
        call["error"] = evm::to_string(result.status);
        if (result.status == evm::Status::kRevert) {
            if (const auto reason = abi::revert_reason(result.output))
                call["revertReason"] = *reason;
        }
        if (is_creation(message.kind)) call.erase("to");
    }
    json::value done = std::move(call);
    if (result.status != evm::Status::kSuccess) drop_logs(done);
    if (frames_.empty())
        outermost_ = std::move(done.get_object());
    else if (!options_.only_top_call)
        frames_.back().calls.push_back(std::move(done));
}

json::object CallTracer::result(std::uint64_t gas_limit, std::uint64_t gas_used) const
{
    auto out = outermost_;
    out["gas"] = to_json(gas_limit);
    out["gasUsed"] = to_json(gas_used);
    return out;
}

}  // namespace archi::rpc
