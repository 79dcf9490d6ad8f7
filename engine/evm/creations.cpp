// Creations: the address, the checks before and after the init code, and the deposit.

#include "evm/machine.hpp"

namespace archi::evm {

std::optional<Outcome> Machine::enter_creation()
{
    auto& message = request.message;
    const auto nonce = host.nonce(message.sender);
    message.recipient = message.kind == CallKind::kCreate
                            ? create_address(message.sender, nonce)
                            : create2_address(message.sender, message.salt, message.input);
    message.code_address = message.recipient;
    if (tracer != nullptr) tracer->on_enter(message);

    const auto refuse = [&](Status status) {
        return over({.status = status, .gas_left = message.gas, .is_creation = true});
    };
    if (message.depth > kCallDepthLimit) return refuse(Status::kCallDepthExceeded);
    if (host.balance(message.sender) < message.value) return refuse(Status::kInsufficientBalance);
    if (nonce == UINT64_MAX) return refuse(Status::kNonceOverflow);  // EIP-2681

    // These two outlive a failed creation (EIP-2929).
    host.set_nonce(message.sender, nonce + 1);
    host.access_account(message.recipient);

    const auto occupant = host.code(message.recipient);
    if (host.nonce(message.recipient) != 0 || (occupant && occupant->size() != 0) ||
        host.has_storage(message.recipient))  // EIP-684, EIP-7610
        return over({.status = Status::kAddressCollision, .is_creation = true});

    const auto checkpoint = host.checkpoint();
    host.mark_created(message.recipient);
    host.set_nonce(message.recipient, 1);  // EIP-161
    if (!message.value.is_zero()) {
        host.set_balance(message.sender, host.balance(message.sender) - message.value);
        host.set_balance(message.recipient, host.balance(message.recipient) + message.value);
    }
    auto& frame = push_frame(checkpoint, std::make_shared<const Code>(message.input));
    frame.message.input = {};
    return std::nullopt;
}

void Machine::deposit_code(Frame& frame)
{
    constexpr std::uint8_t kReserved = 0xef;  // EIP-3541
    const auto code = frame.output;
    if (code.size() > kMaxCodeSize) return frame.fail(Status::kCodeTooLarge);
    if (!code.empty() && code[0] == kReserved) return frame.fail(Status::kCodeStartsWithEF);
    frame.gas -= gas::kCodeDepositByte * static_cast<std::int64_t>(code.size());
    if (frame.gas < 0) return frame.fail(Status::kOutOfGas);
    if (!code.empty()) host.set_code(frame.message.recipient, code);
}

}  // namespace archi::evm
