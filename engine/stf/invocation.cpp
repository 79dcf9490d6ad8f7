// From a paid-for transaction to its result: nonce, authorizations, message, refunds.

#include <algorithm>
#include <limits>

#include "evm/cycles.hpp"
#include "stf/execution.hpp"

namespace archi::stf {
namespace {

constexpr std::uint64_t kRefundQuotient = 5;  // EIP-3529

// EIP-7702
constexpr std::uint64_t kExistingAuthorityRefund =
    25000 - 12500;  // PER_EMPTY_ACCOUNT − PER_AUTH_BASE
constexpr std::uint8_t kDesignator[] = {0xef, 0x01, 0x00};

/// Gives the refund. An authorization that does not apply is skipped (EIP-7702).
std::uint64_t apply(World& world, std::uint64_t chain_id, const Authorization& authorization)
{
    if (!authorization.chain_id.is_zero() && authorization.chain_id != u256{chain_id}) return 0;
    if (authorization.nonce == std::numeric_limits<std::uint64_t>::max()) return 0;
    const auto authority = recover_authority(authorization);
    if (!authority) return 0;
    world.access_account(*authority);
    if (world.code_kind(*authority) == state::CodeKind::kContract) return 0;
    if (world.nonce(*authority) != authorization.nonce) return 0;

    const auto refund = world.is_empty(*authority) ? 0 : kExistingAuthorityRefund;
    Bytes code;
    if (!authorization.delegate.is_zero()) {
        code.assign(std::begin(kDesignator), std::end(kDesignator));
        append(code, authorization.delegate.bytes);
    }
    world.set_code(*authority, code);
    world.set_nonce(*authority, authorization.nonce + 1);
    return refund;
}

std::uint64_t cycle_limit(std::uint64_t gas_limit, const ChainRules& rules)
{
    constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
    return rules.cycles_per_gas != 0 && gas_limit > kMost / rules.cycles_per_gas
               ? kMost
               : gas_limit * rules.cycles_per_gas;
}

/// EIP-2929, 2930, 3651.
void warm_up(World& world, const evm::BlockContext& block, const Invocation& invocation)
{
    world.access_account(invocation.sender);
    world.access_account(block.coinbase);
    if (invocation.to) world.access_account(*invocation.to);
    for (const auto& entry : invocation.access_list) {
        world.access_account(entry.address);
        for (const auto& slot : entry.slots)
            world.access_storage(entry.address, u256::from_be(slot.bytes));
    }
}

evm::Message message_of(const Invocation& invocation)
{
    evm::Message message;
    message.kind = invocation.to ? evm::CallKind::kCall : evm::CallKind::kCreate;
    message.gas = static_cast<std::int64_t>(invocation.gas_limit - invocation.gas.intrinsic);
    message.sender = invocation.sender;
    message.recipient = invocation.to.value_or(Address{});
    message.code_address = message.recipient;
    message.value = invocation.value;
    message.input = invocation.data;
    return message;
}

/// EIP-3529's cap, then EIP-7623's floor.
std::uint64_t gas_used(const Invocation& invocation, const evm::CallResult& call,
                       std::uint64_t authorization_refund)
{
    const auto spent = invocation.gas_limit - static_cast<std::uint64_t>(call.gas_left);
    const auto counted = static_cast<std::int64_t>(authorization_refund) + call.gas_refund;
    const auto refund = std::min(static_cast<std::uint64_t>(std::max<std::int64_t>(counted, 0)),
                                 spent / kRefundQuotient);
    return std::max(spent - refund, invocation.gas.floor);
}

}  // namespace

void start_trace(evm::Tracer& tracer, World& world, const Address& coinbase, const Address& sender,
                 std::span<const Authorization> authorizations)
{
    std::vector<Address> involved{sender, coinbase};
    for (const auto& authorization : authorizations)
        if (const auto authority = recover_authority(authorization)) involved.push_back(*authority);
    tracer.on_transaction_start(world, involved);
}

std::uint64_t intrinsic_cycles(const IntrinsicGas& gas, std::size_t authorizations)
{
    return gas.intrinsic * evm::cycles::kPerGas + (1 + authorizations) * evm::cycles::kEcrecover;
}

InvocationResult invoke(World& world, const ChainRules& rules, const evm::BlockContext& block,
                        const Invocation& invocation, evm::Tracer* tracer, bool record)
{
    const evm::Environment environment{
        .revision = evm::Revision::kOsaka,
        .block = block,
        .transaction = {
            .origin = invocation.sender, .gas_price = invocation.gas_price, .blob_hashes = {}}};
    evm::Vm vm(world, environment, cycle_limit(invocation.gas_limit, rules), tracer,
               &world.workspace);

    // A creation's nonce is the interpreter's business.
    if (invocation.to && invocation.raises_nonce)
        world.set_nonce(invocation.sender, invocation.nonce + 1);
    const auto start = world.checkpoint();
    warm_up(world, block, invocation);

    InvocationResult result;
    std::uint64_t refund = 0;
    if (vm.charge_cycles(intrinsic_cycles(invocation.gas, invocation.authorizations.size()))) {
        for (const auto& authorization : invocation.authorizations)
            refund += apply(world, rules.chain_id, authorization);
        if (invocation.to)
            if (const auto code = world.code(*invocation.to); code != nullptr)
                if (const auto delegate = evm::delegate_of(code->bytes()))
                    world.access_account(*delegate);
        if (record) world.record_accesses();
        result.call = vm.execute(message_of(invocation));
    } else {
        result.call.status = evm::Status::kCycleLimit;
    }

    result.cycles = vm.cycles();
    if (result.call.status == evm::Status::kCycleLimit) {
        // The whole transaction fails: only nonce and fee remain (DIFFERENCES.md).
        world.revert_to(start);
        if (invocation.raises_nonce) world.set_nonce(invocation.sender, invocation.nonce + 1);
        result.call = {.status = evm::Status::kCycleLimit, .output = {}, .created = {}};
        result.gas_used = invocation.gas_limit;
        return result;
    }
    result.gas_used = gas_used(invocation, result.call, refund);
    return result;
}

}  // namespace archi::stf
