#include "evm/machine.hpp"

#include "evm/handler.hpp"

namespace archi::evm {

Machine::Machine(Host& world, const Environment& surroundings, std::uint64_t cycle_limit,
                 Tracer* observer, Workspace* workspace)
    : host(world),
      environment(surroundings),
      tracer(observer),
      meter(cycle_limit),
      instructions(instruction_table(surroundings.revision, observer != nullptr)),
      workspace_(workspace != nullptr ? *workspace : own_workspace_)
{
}

CallResult Machine::execute(const Message& message)
{
    CallResult result;
    const auto reserved = cycles::of_gas(message.gas);
    const auto checkpoint = host.checkpoint();
    if (!meter.charge(reserved)) {
        result.status = Status::kCycleLimit;
        return result;
    }

    request.message = message;
    request.code = nullptr;
    request.delegated = false;
    if (!is_creation(message.kind)) load_code();

    auto outcome = enter();
    while (!outcome || active_ > 0) {
        if (meter.exceeded()) {
            // Nothing catches the cycle limit: every frame ends with it.
            current().fail(Status::kCycleLimit);
            outcome = leave();
            continue;
        }
        if (outcome) resume(current(), *outcome);
        run(current());
        outcome = current().exit == Exit::kCall ? enter() : leave();
    }

    if (meter.exceeded()) {
        host.revert_to(checkpoint);
        result.status = Status::kCycleLimit;
        return result;
    }
    result.status = outcome->status;
    result.gas_left = outcome->gas_left;
    result.gas_refund = outcome->refund;
    result.output.assign(outcome->output.begin(), outcome->output.end());
    result.created = outcome->created;
    meter.give_back(reserved - cycles::of_gas(message.gas - result.gas_left));
    return result;
}

void Machine::run(Frame& frame)
{
    const Table& table = tracer != nullptr ? tracing_table() : instructions;
    table.handlers[*frame.program_counter](frame, frame.top, frame.program_counter, frame.gas,
                                           table);
    if (tracer != nullptr) trace_step_end(frame);
}

std::optional<Outcome> Machine::enter()
{
    return is_creation(request.message.kind) ? enter_creation() : enter_call();
}

void Machine::load_code()
{
    request.code = host.code(request.message.code_address);
    if (!request.code || environment.revision < Revision::kPrague) return;
    const auto delegate = delegate_of(request.code->bytes());
    if (!delegate) return;
    host.access_account(*delegate);
    request.delegated = true;
    request.code = is_precompile(*delegate, environment.revision) ? nullptr : host.code(*delegate);
}

void Machine::resume(Frame& caller, const Outcome& outcome)
{
    const bool succeeded = outcome.status == Status::kSuccess;
    caller.gas += outcome.gas_left;
    caller.refund += outcome.refund;
    if (outcome.is_creation) {
        caller.return_data = succeeded ? bytes_view{} : outcome.output;
        *caller.top = succeeded ? u256::from_be(outcome.created.bytes) : u256{};
    } else {
        caller.return_data = outcome.output;
        const auto size = std::min(caller.output_size, outcome.output.size());
        if (size != 0)
            std::memcpy(caller.memory.data() + caller.output_offset, outcome.output.data(), size);
        *caller.top = succeeded ? u256(1) : u256{};
    }
    ++caller.top;
}

Frame& Machine::push_frame(std::size_t checkpoint, std::shared_ptr<const Code> code)
{
    auto* stack = workspace_.stacks.take(active_ == 0 ? nullptr : current().top);
    auto& frame = workspace_.frame(active_++);
    frame.machine = this;
    frame.stack_begin = stack;
    frame.stack_end = stack + kStackLimit;
    frame.code = std::move(code);
    frame.code_begin = frame.code->padded();
    frame.memory.clear();
    frame.return_data = {};
    frame.message = request.message;
    frame.checkpoint = checkpoint;
    frame.refund = 0;
    frame.top = stack;
    frame.program_counter = frame.code_begin;
    frame.gas = request.message.gas;
    frame.step_open = false;
    return frame;
}

Outcome Machine::leave()
{
    auto& frame = current();
    Outcome outcome;
    outcome.is_creation = is_creation(frame.message.kind);
    if (outcome.is_creation && frame.status == Status::kSuccess) deposit_code(frame);
    outcome.status = frame.status;
    outcome.gas_left = frame.gas;
    outcome.output = frame.output;
    if (frame.status == Status::kSuccess) {
        outcome.refund = frame.refund;
        if (outcome.is_creation) outcome.created = frame.message.recipient;
    } else {
        host.revert_to(frame.checkpoint);
    }
    --active_;
    if (tracer != nullptr) trace_exit(frame.message, outcome);
    return outcome;
}

}  // namespace archi::evm
