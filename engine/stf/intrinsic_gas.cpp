#include <algorithm>

#include "stf/transaction.hpp"

namespace archi::stf {
namespace {

// Gas; the EIPs in force up to Osaka.
constexpr std::uint64_t kTransaction = 21000;       // Yellow Paper, G_transaction
constexpr std::uint64_t kCreation = 32000;          // EIP-2
constexpr std::uint64_t kPerToken = 4;              // EIP-7623, standard token cost
constexpr std::uint64_t kFloorPerToken = 10;        // EIP-7623
constexpr std::uint64_t kTokensPerNonZero = 4;      // EIP-7623 (16 gas, EIP-2028)
constexpr std::uint64_t kInitCodeWord = 2;          // EIP-3860
constexpr std::uint64_t kAccessListAddress = 2400;  // EIP-2930
constexpr std::uint64_t kAccessListSlot = 1900;     // EIP-2930
constexpr std::uint64_t kAuthorization = 25000;     // EIP-7702, PER_EMPTY_ACCOUNT_COST

}  // namespace

IntrinsicGas intrinsic_gas(const Transaction& transaction)
{
    const std::uint64_t size = transaction.data.size();
    const auto zeros = static_cast<std::uint64_t>(
        std::count(transaction.data.begin(), transaction.data.end(), std::uint8_t{0}));
    const auto tokens = zeros + kTokensPerNonZero * (size - zeros);

    auto intrinsic = kTransaction + kPerToken * tokens;
    if (!transaction.to) intrinsic += kCreation + kInitCodeWord * ((size + 31) / 32);
    for (const auto& entry : transaction.access_list)
        intrinsic += kAccessListAddress + kAccessListSlot * entry.slots.size();
    intrinsic += kAuthorization * transaction.authorizations.size();

    return {.intrinsic = intrinsic, .floor = kTransaction + kFloorPerToken * tokens};
}

}  // namespace archi::stf
