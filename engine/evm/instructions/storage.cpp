#include "evm/instructions/storage.hpp"

#include "evm/instructions/environment.hpp"

namespace archi::evm::storage {

Status load(Frame& frame, u256* top, std::int64_t& gas)
{
    auto& host = frame.machine->host;
    const auto& account = frame.message.recipient;
    if (!host.access_storage(account, top[-1])) {
        gas -= gas::kColdSlotExtra;
        if (gas < 0) return Status::kOutOfGas;
    }
    top[-1] = host.storage(account, top[-1]);
    return Status::kSuccess;
}

namespace {

struct StoreCost {
    std::int64_t gas;
    std::int64_t refund;
};

/// EIP-2200 with the figures of EIP-2929 and EIP-3529, for a warm slot.
StoreCost store_cost(const SlotValues& slot, const u256& value)
{
    if (slot.current == value) return {gas::kWarmAccess, 0};
    if (slot.current == slot.original) {
        if (slot.original.is_zero()) return {gas::kStoreSet, 0};
        return {gas::kStoreReset, value.is_zero() ? gas::kStoreClearRefund : 0};
    }
    std::int64_t refund = 0;
    if (!slot.original.is_zero()) {
        if (slot.current.is_zero()) refund -= gas::kStoreClearRefund;
        if (value.is_zero()) refund += gas::kStoreClearRefund;
    }
    if (value == slot.original)
        refund += (slot.original.is_zero() ? gas::kStoreSet : gas::kStoreReset) - gas::kWarmAccess;
    return {gas::kWarmAccess, refund};
}

}  // namespace

Status store(Frame& frame, u256* top, std::int64_t& gas)
{
    if (frame.message.is_static) return Status::kStaticModeViolation;
    if (gas <= gas::kStoreSentry) return Status::kOutOfGas;
    auto& host = frame.machine->host;
    const auto& account = frame.message.recipient;
    const auto& slot = top[-1];
    const auto& value = top[-2];
    if (!host.access_storage(account, slot)) {
        gas -= gas::kColdSlot;
        if (gas < 0) return Status::kOutOfGas;
    }
    const auto values = host.storage_values(account, slot);
    const auto cost = store_cost(values, value);
    gas -= cost.gas;
    if (gas < 0) return Status::kOutOfGas;
    frame.refund += cost.refund;
    if (values.current != value) host.set_storage(account, slot, value);
    return Status::kSuccess;
}

void load_transient(Frame& frame, u256* top)
{
    top[-1] = frame.machine->host.transient_storage(frame.message.recipient, top[-1]);
}

Status store_transient(Frame& frame, u256* top, std::int64_t&)
{
    if (frame.message.is_static) return Status::kStaticModeViolation;
    frame.machine->host.set_transient_storage(frame.message.recipient, top[-1], top[-2]);
    return Status::kSuccess;
}

Status log(Frame& frame, u256* top, std::int64_t& gas, std::size_t topics)
{
    if (frame.message.is_static) return Status::kStaticModeViolation;
    const auto& offset = top[-1];
    const auto& size = top[-2];
    if (!frame.expand_memory(gas, offset, size)) return Status::kOutOfGas;
    gas -= gas::kLogByte * static_cast<std::int64_t>(size.low_u64());
    if (gas < 0) return Status::kOutOfGas;
    Log entry;
    entry.address = frame.message.recipient;
    entry.topics.reserve(topics);
    for (std::size_t i = 0; i < topics; ++i)
        entry.topics.push_back(top[-3 - static_cast<std::ptrdiff_t>(i)].to_be());
    const auto data = frame.memory.view(static_cast<std::size_t>(offset.low_u64()),
                                        static_cast<std::size_t>(size.low_u64()));
    entry.data.assign(data.begin(), data.end());
    frame.machine->host.emit_log(std::move(entry));
    return Status::kSuccess;
}

void self_destruct(Frame& frame, u256* top, std::int64_t gas)
{
    if (frame.message.is_static) return frame.fail(Status::kStaticModeViolation);
    auto& host = frame.machine->host;
    const auto& account = frame.message.recipient;
    const auto beneficiary = environment::address_of(top[-1]);
    if (!host.access_account(beneficiary)) gas -= gas::kColdAccount;
    if (gas < 0) return frame.fail(Status::kOutOfGas);
    const auto balance = host.balance(account);
    if (!balance.is_zero() && host.is_empty(beneficiary)) gas -= gas::kNewAccount;
    if (gas < 0) return frame.fail(Status::kOutOfGas);

    // EIP-6780: an account from before this transaction only gives its balance away.
    const bool is_new = host.created_in_transaction(account);
    if (!balance.is_zero() && (beneficiary != account || is_new)) {
        host.set_balance(account, {});
        if (beneficiary != account)
            host.set_balance(beneficiary, host.balance(beneficiary) + balance);
    }
    if (is_new) host.mark_destroyed(account);
    frame.finish(Status::kSuccess, gas, {});
}

}  // namespace archi::evm::storage
