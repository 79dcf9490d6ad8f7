#include "chain/admission.hpp"

#include <algorithm>
#include <limits>

#include "evm/limits.hpp"

namespace archi::chain {

namespace {

constexpr std::uint64_t kMaxGasLimit = std::uint64_t{1} << 24U;  // EIP-7825

}  // namespace

std::optional<stf::TransactionError> never_includable(const stf::Transaction& transaction,
                                                      const stf::ChainRules& rules)
{
    using enum stf::TransactionError;
    if (transaction.nonce == std::numeric_limits<std::uint64_t>::max()) return kNonceMax;
    if (transaction.max_priority_fee > transaction.max_fee) return kPriorityAboveMax;
    if (transaction.max_fee < rules.minimum_base_fee) return kFeeBelowBase;
    if (transaction.gas_limit > std::min(kMaxGasLimit, rules.block_gas_limit))
        return kGasLimitTooHigh;
    if (!transaction.to && transaction.data.size() > evm::kMaxInitCodeSize)
        return kInitCodeTooLarge;
    const auto gas = stf::intrinsic_gas(transaction);
    if (transaction.gas_limit < std::max(gas.intrinsic, gas.floor)) return kIntrinsicGas;
    if (transaction.kind == stf::Kind::kSetCode) {
        if (transaction.authorizations.empty()) return kEmptyAuthorizations;
        if (!transaction.to) return kCreationNotAllowed;
    }
    return std::nullopt;
}

}  // namespace archi::chain
