#include "evm/instructions/call.hpp"

#include "evm/instructions/environment.hpp"

namespace archi::evm::call {

namespace {

/// The operands behind gas and address; `value` is absent in two of the four kinds.
struct Operands {
    const u256* input_offset;
    const u256* input_size;
    const u256* output_offset;
    const u256* output_size;
};

Operands operands_below(const u256* top)
{
    return {top - 1, top - 2, top - 3, top - 4};
}

bool expand_memory(Frame& frame, std::int64_t& gas, const Operands& operands)
{
    return frame.expand_memory(gas, *operands.input_offset, *operands.input_size) &&
           frame.expand_memory(gas, *operands.output_offset, *operands.output_size);
}

/// Loads what executes at `target`. A delegation designator is followed once, at the price of an
/// access (EIP-7702).
bool load_code(Frame& frame, const Address& target, Request& request, std::int64_t& gas)
{
    auto& machine = *frame.machine;
    request.code = machine.host.code(target);
    request.delegated = false;
    if (!request.code || machine.environment.revision < Revision::kPrague) return true;
    const auto delegate = delegate_of(request.code->bytes());
    if (!delegate) return true;
    gas -= machine.host.access_account(*delegate) ? gas::kWarmAccess : gas::kColdAccount;
    if (gas < 0) return false;
    request.delegated = true;
    request.code = is_precompile(*delegate, machine.environment.revision)
                       ? nullptr
                       : machine.host.code(*delegate);
    return true;
}

}  // namespace

template <CallKind kind>
Status prepare(Frame& frame, u256* top, std::int64_t& gas)
{
    constexpr bool kHasValue = kind == CallKind::kCall || kind == CallKind::kCallCode;
    auto& machine = *frame.machine;
    auto& request = machine.request;
    const auto& self = frame.message;
    const auto& requested_gas = top[-1];
    const auto target = environment::address_of(top[-2]);
    const u256 value = kHasValue ? top[-3] : u256{};
    const bool moves_value = !value.is_zero();
    const auto operands = operands_below(top - (kHasValue ? 3 : 2));

    if (kind == CallKind::kCall && moves_value && self.is_static)
        return Status::kStaticModeViolation;
    if (!expand_memory(frame, gas, operands)) return Status::kOutOfGas;
    if (!environment::pay_access(frame, target, gas)) return Status::kOutOfGas;
    if (!load_code(frame, target, request, gas)) return Status::kOutOfGas;
    if (moves_value) {
        gas -= gas::kCallValue;
        if (kind == CallKind::kCall && machine.host.is_empty(target)) gas -= gas::kNewAccount;
        if (gas < 0) return Status::kOutOfGas;
    }

    // EIP-150: all but one part in 64 at most.
    const auto available = gas - gas / gas::kCallReserve;
    auto callee_gas = available;
    if (requested_gas.fits_u64() && requested_gas.low_u64() < static_cast<std::uint64_t>(available))
        callee_gas = static_cast<std::int64_t>(requested_gas.low_u64());
    gas -= callee_gas;
    if (moves_value) callee_gas += gas::kCallStipend;

    auto& message = request.message;
    message.kind = kind;
    message.is_static = self.is_static || kind == CallKind::kStaticCall;
    message.depth = self.depth + 1;
    message.gas = callee_gas;
    message.code_address = target;
    if constexpr (kind == CallKind::kDelegateCall) {
        message.sender = self.sender;
        message.recipient = self.recipient;
        message.value = self.value;
    } else {
        message.sender = self.recipient;
        message.recipient = kind == CallKind::kCallCode ? self.recipient : target;
        message.value = value;
    }
    message.input = frame.memory.view(static_cast<std::size_t>(operands.input_offset->low_u64()),
                                      static_cast<std::size_t>(operands.input_size->low_u64()));
    frame.output_offset = static_cast<std::size_t>(operands.output_offset->low_u64());
    frame.output_size = static_cast<std::size_t>(operands.output_size->low_u64());
    return Status::kSuccess;
}

template Status prepare<CallKind::kCall>(Frame&, u256*, std::int64_t&);
template Status prepare<CallKind::kCallCode>(Frame&, u256*, std::int64_t&);
template Status prepare<CallKind::kDelegateCall>(Frame&, u256*, std::int64_t&);
template Status prepare<CallKind::kStaticCall>(Frame&, u256*, std::int64_t&);

}  // namespace archi::evm::call
