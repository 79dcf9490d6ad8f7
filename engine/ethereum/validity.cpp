#include "ethereum/validity.hpp"

#include "evm/gas.hpp"
#include "evm/limits.hpp"

namespace archi::ethereum {

using evm::Revision;

IntrinsicGas intrinsic_gas(const Case& test)
{
    const auto& transaction = test.transaction;
    std::uint64_t zeros = 0;
    for (const auto byte : transaction.data)
        zeros += byte == 0 ? 1 : 0;
    const auto nonzeros = transaction.data.size() - zeros;

    IntrinsicGas gas;
    gas.execution = 21000 + 4 * zeros + 16 * nonzeros;  // EIP-2028
    if (!transaction.to)                                // EIP-2, EIP-3860
        gas.execution += 32000 + evm::gas::kInitCodeWord * evm::gas::words(transaction.data.size());
    for (const auto& entry : transaction.access_list)  // EIP-2930
        gas.execution += 2400 + 1900 * entry.slots.size();
    if (transaction.authorizations) gas.execution += 25000 * transaction.authorizations->size();
    if (test.revision >= Revision::kPrague) gas.floor = 21000 + 10 * (zeros + 4 * nonzeros);
    return gas;
}

u256 blob_base_fee(const Case& test)
{
    // fake_exponential(1, excess, fraction)
    u256 sum;
    u256 term = test.blobs.update_fraction;
    for (std::uint64_t i = 1; !term.is_zero(); ++i) {
        sum += term;
        term = term * test.excess_blob_gas / (test.blobs.update_fraction * i);
    }
    return sum / test.blobs.update_fraction;
}

namespace {

/// a · b, or nullopt from 2^256 on.
std::optional<u256> product(const u256& a, const u256& b)
{
    if (!a.is_zero() && b > u256::max() / a) return std::nullopt;
    return a * b;
}

std::optional<u256> sum(const std::optional<u256>& a, const std::optional<u256>& b)
{
    if (!a || !b || *a + *b < *a) return std::nullopt;
    return *a + *b;
}

std::string refused_blobs(const Case& test, const u256& blob_fee)
{
    const auto& transaction = test.transaction;
    if (!transaction.max_blob_fee) return {};
    if (!transaction.to) return "TYPE_3_TX_CONTRACT_CREATION";
    if (transaction.blob_hashes.empty()) return "TYPE_3_TX_ZERO_BLOBS";
    constexpr std::uint64_t kMaxInTransaction = 6;  // EIP-7594
    const auto blobs = transaction.blob_hashes.size();
    if (test.revision >= Revision::kOsaka) {
        if (blobs > test.blobs.max) return "TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED";
        if (blobs > kMaxInTransaction) return "TYPE_3_TX_BLOB_COUNT_EXCEEDED";
    } else if (blobs > test.blobs.max) {
        return "TYPE_3_TX_BLOB_COUNT_EXCEEDED";
    }
    for (const auto& hash : transaction.blob_hashes)
        if (hash[0] != 1) return "TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH";
    if (*transaction.max_blob_fee < blob_fee) return "INSUFFICIENT_MAX_FEE_PER_BLOB_GAS";
    return {};
}

std::string refused_authorizations(const Case& test)
{
    const auto& transaction = test.transaction;
    if (!transaction.authorizations) return {};
    if (test.revision < Revision::kPrague) return "TYPE_4_TX_PRE_FORK";
    if (!transaction.to) return "TYPE_4_TX_CONTRACT_CREATION";
    if (transaction.authorizations->empty()) return "TYPE_4_EMPTY_AUTHORIZATION_LIST";
    return {};
}

std::string refused_gas(const Case& test)
{
    const auto& transaction = test.transaction;
    constexpr std::uint64_t kGasCap = 1 << 24;  // EIP-7825
    if (test.revision >= Revision::kOsaka && transaction.gas_limit > kGasCap)
        return "GAS_LIMIT_EXCEEDS_MAXIMUM";
    if (transaction.gas_limit > test.block.gas_limit) return "GAS_ALLOWANCE_EXCEEDED";
    const auto cost = intrinsic_gas(test);
    if (transaction.gas_limit < cost.execution) return "INTRINSIC_GAS_TOO_LOW";
    if (transaction.gas_limit < cost.floor) return "INTRINSIC_GAS_BELOW_FLOOR_GAS_COST";
    return {};
}

std::string refused_sender(const Case& test, evm::MapHost& world)
{
    const auto& transaction = test.transaction;
    const auto& sender = transaction.sender;
    const auto code = world.code(sender);  // EIP-3607, EIP-7702
    if (code && (test.revision < Revision::kPrague || !evm::delegate_of(code->bytes())))
        return "SENDER_NOT_EOA";
    if (world.nonce(sender) != transaction.nonce)
        return world.nonce(sender) < transaction.nonce ? "NONCE_MISMATCH_TOO_HIGH"
                                                       : "NONCE_MISMATCH_TOO_LOW";
    if (transaction.nonce == UINT64_MAX) return "NONCE_IS_MAX";
    const u256 blob_gas = kGasPerBlob * transaction.blob_hashes.size();
    const auto gas_price = product(transaction.max_fee, transaction.gas_limit);
    const auto blob_price = product(transaction.max_blob_fee.value_or(u256{}), blob_gas);
    const auto needed = sum(sum(gas_price, blob_price), *transaction.value);
    if (!needed || world.balance(sender) < *needed) return "INSUFFICIENT_ACCOUNT_FUNDS";
    return {};
}

}  // namespace

std::string refusal(const Case& test, const u256& blob_fee, evm::MapHost& world)
{
    const auto& transaction = test.transaction;
    if (!transaction.value) return "RLP_INVALID_VALUE";
    if (auto reason = refused_gas(test); !reason.empty()) return reason;
    if (transaction.max_fee < transaction.priority_fee)
        return "PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS";
    if (transaction.max_fee < test.block.base_fee) return "INSUFFICIENT_MAX_FEE_PER_GAS";
    if (!transaction.to && transaction.data.size() > evm::kMaxInitCodeSize)
        return "INITCODE_SIZE_EXCEEDED";
    if (auto reason = refused_blobs(test, blob_fee); !reason.empty()) return reason;
    if (auto reason = refused_authorizations(test); !reason.empty()) return reason;
    return refused_sender(test, world);
}

}  // namespace archi::ethereum
