#include "ethereum/transition.hpp"

#include <algorithm>

#include "base/keccak.hpp"
#include "base/rlp.hpp"
#include "crypto/secp256k1.hpp"
#include "ethereum/state_root.hpp"
#include "ethereum/validity.hpp"

namespace archi::ethereum {

namespace {

/// Tests that no transaction comes near the cycle limit: the limit is this chain's, not Ethereum's.
constexpr std::uint64_t kNoCycleLimit = UINT64_MAX;

/// The account that signed, if the signature is in range (EIP-7702, EIP-2).
std::optional<Address> signer(const Authorization& authorization)
{
    const auto half_order =
        u256(0x7fffffffffffffff, 0xffffffffffffffff, 0x5d576e7357a4501d, 0xdfe92f46681b20a0);
    if (authorization.y_parity > u256(1) || authorization.s > half_order) return std::nullopt;
    rlp::Encoder encoder;
    encoder.begin_list();
    encoder.add(authorization.chain_id);
    encoder.add(authorization.address.bytes);
    encoder.add(authorization.nonce);
    encoder.end_list();
    Bytes message{0x05};
    append(message, encoder.bytes());
    return crypto::recover(keccak256(message), authorization.y_parity == u256(1), authorization.r,
                           authorization.s);
}

/// Gives the refund.
std::int64_t set_delegation(const Authorization& authorization, evm::MapHost& world)
{
    constexpr std::int64_t kRefund = 12500;  // PER_EMPTY_ACCOUNT_COST - PER_AUTH_BASE_COST
    if (!authorization.chain_id.is_zero() && authorization.chain_id != u256(1)) return 0;
    if (authorization.nonce >= u256(UINT64_MAX)) return 0;
    const auto authority = signer(authorization);
    if (!authority) return 0;
    world.access_account(*authority);
    const auto code = world.code(*authority);
    if (code && !evm::delegate_of(code->bytes())) return 0;
    if (u256(world.nonce(*authority)) != authorization.nonce) return 0;
    const auto refund = world.is_empty(*authority) ? 0 : kRefund;
    Bytes designator;
    if (!authorization.address.is_zero()) {
        designator = {0xef, 0x01, 0x00};
        append(designator, authorization.address.bytes);
    }
    world.set_code(*authority, designator);
    world.set_nonce(*authority, world.nonce(*authority) + 1);
    return refund;
}

void warm(const Case& test, evm::MapHost& world)
{
    const auto& transaction = test.transaction;
    world.access_account(transaction.sender);
    world.access_account(test.block.coinbase);  // EIP-3651
    if (transaction.to) world.access_account(*transaction.to);
    constexpr std::uint32_t kHighestPrecompile = 0x100;  // EIP-7951
    for (std::uint32_t number = 1; number <= kHighestPrecompile; ++number)
        if (evm::is_precompile(small_address(number), test.revision))
            world.access_account(small_address(number));
    for (const auto& entry : transaction.access_list) {
        world.access_account(entry.address);
        for (const auto& slot : entry.slots)
            world.access_storage(entry.address, slot);
    }
}

/// A world with the hashes of earlier blocks as the tests define them: keccak of the number's
/// decimal digits.
class TestWorld : public evm::MapHost {
public:
    explicit TestWorld(const Case& test) : current_(test.block.number) { accounts = *test.pre; }

    Hash block_hash(std::uint64_t number) override
    {
        constexpr std::uint64_t kDepth = 256;  // Yellow Paper, BLOCKHASH
        if (number >= current_ || current_ - number > kDepth) return {};
        return keccak256(bytes_of(u256(number).to_decimal()));
    }

private:
    std::uint64_t current_;
};

/// Empty if the transaction was executed, else why not; then `world` is as it was.
std::string apply(const Case& test, TestWorld& world)
{
    const auto& transaction = test.transaction;
    const auto blob_fee = blob_base_fee(test);
    if (auto reason = refusal(test, blob_fee, world); !reason.empty()) return reason;

    world.begin_transaction();
    const auto tip = std::min(transaction.priority_fee, transaction.max_fee - test.block.base_fee);
    const auto price = test.block.base_fee + tip;
    const u256 blob_gas = kGasPerBlob * transaction.blob_hashes.size();
    world.set_balance(transaction.sender, world.balance(transaction.sender) -
                                              price * transaction.gas_limit - blob_gas * blob_fee);
    if (transaction.to)
        world.set_nonce(transaction.sender, transaction.nonce + 1);  // a creation does it itself
    warm(test, world);
    std::int64_t refund = 0;
    if (transaction.authorizations)
        for (const auto& authorization : *transaction.authorizations)
            refund += set_delegation(authorization, world);

    const auto cost = intrinsic_gas(test);
    evm::Environment environment{
        test.revision, test.block, {transaction.sender, price, transaction.blob_hashes}};
    environment.block.blob_base_fee = blob_fee;
    evm::Message message;
    message.kind = transaction.to ? evm::CallKind::kCall : evm::CallKind::kCreate;
    message.gas = static_cast<std::int64_t>(transaction.gas_limit - cost.execution);
    message.sender = transaction.sender;
    message.recipient = message.code_address = transaction.to.value_or(Address{});
    message.value = *transaction.value;
    message.input = transaction.data;
    const auto result = evm::Vm(world, environment, kNoCycleLimit).execute(message);

    auto used = transaction.gas_limit - static_cast<std::uint64_t>(result.gas_left);
    refund += result.gas_refund;
    constexpr std::uint64_t kRefundQuotient = 5;  // EIP-3529
    used -= std::min(used / kRefundQuotient, static_cast<std::uint64_t>(refund));
    used = std::max(used, cost.floor);
    world.set_balance(transaction.sender,
                      world.balance(transaction.sender) + price * (transaction.gas_limit - used));
    world.set_balance(test.block.coinbase, world.balance(test.block.coinbase) + tip * used);
    world.end_transaction();
    return {};
}

}  // namespace

Hash logs_hash(const std::vector<evm::Log>& logs)
{
    rlp::Encoder encoder;
    encoder.begin_list();
    for (const auto& log : logs) {
        encoder.begin_list();
        encoder.add(log.address.bytes);
        encoder.begin_list();
        for (const auto& topic : log.topics)
            encoder.add(topic.bytes);
        encoder.end_list();
        encoder.add(bytes_view(log.data));
        encoder.end_list();
    }
    encoder.end_list();
    return keccak256(encoder.bytes());
}

Outcome run(const Case& test)
{
    TestWorld world(test);
    Outcome outcome;
    outcome.refusal = apply(test, world);
    if (!outcome.refusal.empty()) return outcome;
    outcome.state_root = state_root(world.accounts);
    outcome.logs_hash = logs_hash(world.logs);
    return outcome;
}

}  // namespace archi::ethereum
