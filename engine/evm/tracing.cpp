// What the machine tells a tracer.

#include "evm/machine.hpp"
#include "evm/opcodes.hpp"

namespace archi::evm {

void Machine::trace_step(Frame& frame, const u256* top, const std::uint8_t* pc, std::int64_t gas)
{
    if (frame.step_open) tracer->on_step_end(frame.step_gas - gas, Status::kSuccess);
    frame.step_open = true;
    frame.step_gas = gas;
    frame.step_opcode = *pc;

    Step step;
    step.program_counter = static_cast<std::uint32_t>(pc - frame.code_begin);
    step.opcode = *pc;
    step.depth = frame.message.depth;
    step.gas = gas;
    for (std::size_t i = 0; i < active_; ++i)
        step.refund += workspace_.frame(i).refund;
    step.stack = {frame.stack_begin, frame.stack_size(top)};
    step.memory = frame.memory.view(0, frame.memory.size());
    step.recipient = &frame.message.recipient;
    step.return_data = frame.return_data;
    tracer->on_step(step);
}

void Machine::trace_step_end(Frame& frame) const
{
    if (!frame.step_open) return;
    frame.step_open = false;
    if (frame.exit == Exit::kCall)
        tracer->on_step_end(frame.step_gas - frame.gas, Status::kSuccess);
    else if (frame.status == Status::kSuccess || frame.status == Status::kRevert)
        tracer->on_step_end(frame.step_gas - frame.gas, frame.status);
    else
        tracer->on_step_end(std::min<std::int64_t>(kTraits[frame.step_opcode].gas, frame.step_gas),
                            frame.status);
}

void Machine::trace_exit(const Message& message, const Outcome& outcome) const
{
    CallResult result;
    result.status = outcome.status;
    result.gas_left = outcome.gas_left;
    result.gas_refund = outcome.refund;
    result.output.assign(outcome.output.begin(), outcome.output.end());
    result.created = outcome.created;
    tracer->on_exit(message, result);
}

Outcome Machine::over(Outcome outcome)
{
    if (tracer != nullptr) trace_exit(request.message, outcome);
    return outcome;
}

}  // namespace archi::evm
