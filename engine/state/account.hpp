#pragma once
// The account leaf: nonce, flags and balance packed in one 32-byte value, so that a transfer
// touches three leaves. The format page is FORMAT.md; the meaning of versions is stf/ACCOUNTS.md.

#include <cstdint>
#include <expected>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::state {

enum class CodeKind : std::uint8_t {
    kNone = 0,
    kContract = 1,    ///< code leaves hold BLAKE3 and keccak of the code
    kDelegation = 2,  ///< EIP-7702: the code leaf holds the delegate's address
};

/// Which of the two trees holds an account's data (volition).
enum class DataPlace : std::uint8_t { kOnChain = 0, kOffChain = 1 };

struct Account {
    std::uint64_t nonce = 0;
    u256 balance{};            ///< wei of the base token, below 2^128
    std::uint8_t version = 0;  ///< account version (stf/ACCOUNTS.md)
    DataPlace data_place = DataPlace::kOnChain;
    CodeKind code_kind = CodeKind::kNone;
    std::uint32_t code_length = 0;  ///< bytes

    bool operator==(const Account&) const = default;

    /// EIP-161. An empty account and an absent leaf are the same.
    [[nodiscard]] bool is_empty() const
    {
        return nonce == 0 && balance == u256{} && code_kind == CodeKind::kNone;
    }
};

/// Bytes of an EIP-7702 delegation indicator: 0xef0100 ‖ address.
inline constexpr std::uint32_t kDelegationLength = 23;

enum class AccountError : std::uint8_t {
    kReservedBits,
    kUnknownCodeKind,
    kUnknownDataPlace,
    kCodeLength,      ///< does not fit the code kind
    kFlagsOfNothing,  ///< an empty account is 32 zero bytes
};

/// nonce(8) ‖ flags(8) ‖ balance(16), big endian; 32 zero bytes for an empty account.
/// Requires balance < 2^128, and a code length that fits the kind: 0 for none, more for a contract,
/// kDelegationLength for a delegation.
[[nodiscard]] Hash pack(const Account& account);
[[nodiscard]] std::expected<Account, AccountError> unpack_account(const Hash& value);

}  // namespace archi::state
