// Message calls: value, system contracts, precompiles, and the frame of everything else.

#include "evm/machine.hpp"
#include "evm/precompiles.hpp"

namespace archi::evm {

std::optional<Outcome> Machine::enter_call()
{
    const auto& message = request.message;
    if (tracer != nullptr) tracer->on_enter(message);

    if (message.depth > kCallDepthLimit)
        return over({.status = Status::kCallDepthExceeded, .gas_left = message.gas});
    const bool moves_value = !message.value.is_zero() && (message.kind == CallKind::kCall ||
                                                          message.kind == CallKind::kCallCode);
    if (moves_value && host.balance(message.sender) < message.value)
        return over({.status = Status::kInsufficientBalance, .gas_left = message.gas});

    const auto checkpoint = host.checkpoint();
    if (moves_value && message.sender != message.recipient) {
        host.set_balance(message.sender, host.balance(message.sender) - message.value);
        host.set_balance(message.recipient, host.balance(message.recipient) + message.value);
    }
    if (auto outcome = call_without_frame(checkpoint)) return over(*outcome);
    push_frame(checkpoint, std::move(request.code));
    return std::nullopt;
}

std::optional<Outcome> Machine::call_without_frame(std::size_t checkpoint)
{
    const auto& message = request.message;
    auto& output = active_ == 0 ? root_output_ : current().output_owner;
    Outcome outcome;
    if (auto result = host.system_call(message)) {
        if (result->status == Status::kCycleLimit) meter.exhaust();
        output = std::move(result->output);
        outcome = {.status = result->status,
                   .gas_left = result->gas_left,
                   .refund = result->gas_refund,
                   .output = output};
    } else if (!request.delegated && is_precompile(message.code_address, environment.revision)) {
        output.clear();
        auto gas = message.gas;
        const auto status = run_precompile(message.code_address, environment.revision,
                                           message.input, gas, meter, output);
        if (status == Status::kSuccess)
            outcome = {.gas_left = gas, .output = output};
        else
            outcome.status = status;
    } else if (!request.code || request.code->size() == 0) {
        outcome.gas_left = message.gas;
    } else {
        return std::nullopt;
    }
    if (outcome.status != Status::kSuccess) host.revert_to(checkpoint);
    return outcome;
}

}  // namespace archi::evm
