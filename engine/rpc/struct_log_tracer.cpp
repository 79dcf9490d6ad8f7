#include "rpc/struct_log_tracer.hpp"

#include "evm/opcodes.hpp"
#include "rpc/encode.hpp"

namespace archi::rpc {
namespace {

constexpr std::size_t kWord = 32;

json::string opcode_name(std::uint8_t opcode)
{
    const auto* name = evm::kTraits[opcode].name;
    if (name != nullptr) return json::string(name);
    return json::string("opcode 0x" + hex::encode_plain({&opcode, 1}) + " not defined");
}

json::string plain_word(const u256& word)
{
    return json::string(hex::encode_plain(word.to_be()));
}

}  // namespace

StructLogOptions read_struct_log_options(const Input& config, std::size_t max_bytes)
{
    StructLogOptions options;
    options.max_bytes = max_bytes;
    options.with_stack = !config["disableStack"].boolean_or(false);
    options.with_storage = !config["disableStorage"].boolean_or(false);
    options.with_memory = config["enableMemory"].boolean_or(false);
    options.with_return_data = config["enableReturnData"].boolean_or(false);
    if (config["limit"].present()) options.limit = config["limit"].u64();
    return options;
}

void StructLogTracer::on_step(const evm::Step& step)
{
    if (open_ && open_->loading && open_->has_cost && !step.stack.empty())
        add_storage(*open_, *open_->loading, step.stack.back());
    write_open();
    if (too_large_ || (options_.limit != 0 && steps_ >= options_.limit)) return;
    ++steps_;

    auto& open = open_.emplace();
    open.recipient = *step.recipient;
    auto& log = open.log;
    log["pc"] = step.program_counter;
    log["op"] = opcode_name(step.opcode);
    log["gas"] = step.gas;
    log["gasCost"] = 0;
    log["depth"] = step.depth + 1;
    if (options_.with_stack) {
        json::array stack;
        stack.reserve(step.stack.size());
        for (const auto& word : step.stack)
            stack.push_back(to_json(word));
        log["stack"] = std::move(stack);
    }
    if (options_.with_memory) {
        json::array memory;
        for (std::size_t at = 0; at + kWord <= step.memory.size(); at += kWord)
            memory.push_back(json::string(hex::encode_plain(step.memory.subspan(at, kWord))));
        log["memory"] = std::move(memory);
    }
    if (options_.with_return_data && !step.return_data.empty())
        log["returnData"] = to_json(step.return_data);
    if (step.refund > 0) log["refund"] = step.refund;
    if (!options_.with_storage) return;
    if (step.opcode == evm::kSload && !step.stack.empty()) open.loading = step.stack.back();
    if (step.opcode == evm::kSstore && step.stack.size() >= 2)
        add_storage(open, step.stack.back(), step.stack[step.stack.size() - 2]);
}

void StructLogTracer::on_step_end(std::int64_t gas_cost, evm::Status status)
{
    if (!open_ || open_->has_cost) return;
    open_->has_cost = true;
    open_->log["gasCost"] = gas_cost;
    if (status == evm::Status::kSuccess || status == evm::Status::kRevert) return;
    open_->log["error"] = evm::to_string(status);
    open_->loading.reset();  // it read nothing
}

void StructLogTracer::on_enter(const evm::Message&)
{
    ++depth_;
}

void StructLogTracer::on_exit(const evm::Message&, const evm::CallResult& result)
{
    if (--depth_ == 0) outermost_ = result;
}

void StructLogTracer::add_storage(OpenStep& open, const u256& slot, const u256& value)
{
    auto& of_account = storage_[open.recipient];
    of_account[slot] = value;
    json::object all;
    for (const auto& [key, known] : of_account)
        all[plain_word(key)] = plain_word(known);
    open.log["storage"] = std::move(all);
}

void StructLogTracer::write_open()
{
    if (!open_) return;
    if (!text_.empty()) text_ += ',';
    text_ += json::serialize(open_->log);
    open_.reset();
    too_large_ = text_.size() > options_.max_bytes;
}

Answer StructLogTracer::result(std::uint64_t gas_used, bool success) const
{
    if (too_large_)
        return CallError{kResponseTooLarge,
                         "the trace is larger than " + std::to_string(options_.max_bytes) +
                             " bytes: use limit, disableStack, disableStorage, or callTracer",
                         {}};
    auto logs = text_;
    if (open_) logs.append(logs.empty() ? "" : ",").append(json::serialize(open_->log));
    return Json{R"({"gas":)" + std::to_string(gas_used) + R"(,"failed":)" +
                (success ? "false" : "true") + R"(,"returnValue":)" +
                hex_data(outermost_.output).text + R"(,"structLogs":[)" + logs + "]}"};
}

}  // namespace archi::rpc
