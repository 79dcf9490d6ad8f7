#pragma once
// Transactions as they arrive: kinds, decoding, hashes, signatures.

#include <cstdint>
#include <expected>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::stf {

/// EIP-2718 type bytes. Kinds that this version does not yet execute are refused by decode.
enum class Kind : std::uint8_t {
    kLegacy = 0x00,
    kAccessList = 0x01,  ///< EIP-2930
    kDynamicFee = 0x02,  ///< EIP-1559
    kSetCode = 0x04,     ///< EIP-7702
    kEip712 = 0x71,      ///< account abstraction, paymasters
    kSystem = 0x7d,      ///< made by the sequencer, for a system contract (SYSTEM.md)
    kUpgrade = 0x7e,
    kQueued = 0x7f,  ///< from the L1 queue
};

struct AccessListEntry {
    Address address;
    std::vector<Hash> slots;
    bool operator==(const AccessListEntry&) const = default;
};

/// EIP-7702: `authority` lets `delegate` be its code.
struct Authorization {
    u256 chain_id;
    Address delegate;
    std::uint64_t nonce = 0;
    u256 y_parity;
    u256 r;
    u256 s;
    bool operator==(const Authorization&) const = default;
};

/// What a transaction from the L1 queue has beyond the others (l1/FORMATS.md, "L1 queue").
struct Queued {
    Address from;  ///< nobody signed: the L1 knows who asked
    u256 gas_per_pubdata;
    u256 minted;  ///< wei that came with it from the L1
    Address refund_recipient;
    bool operator==(const Queued&) const = default;
};

struct Transaction {
    Kind kind = Kind::kLegacy;
    std::optional<std::uint64_t> chain_id;  ///< absent only in legacy transactions before EIP-155
    std::uint64_t nonce = 0;                ///< of kQueued: its index in the queue
    u256 max_priority_fee;                  ///< wei per gas; equals max_fee for legacy and 2930
    u256 max_fee;                           ///< wei per gas
    std::uint64_t gas_limit = 0;
    std::optional<Address> to;  ///< absent: creation
    u256 value;
    Bytes data;
    std::vector<AccessListEntry> access_list;
    std::vector<Authorization> authorizations;
    bool y_parity = false;
    u256 r;
    u256 s;
    Queued queued;  ///< of kind kQueued alone; its `to` is always present

    bool operator==(const Transaction&) const = default;
};

enum class TransactionError : std::uint8_t {
    kMalformed,  ///< not canonical RLP of a known kind, or a field out of range
    kUnsupportedKind,
    kWrongChainId,
    kInvalidSignature,  ///< r, s out of range, s above half the order (EIP-2), no such point
    kNonceTooLow,
    kNonceTooHigh,
    kNonceMax,         ///< EIP-2681
    kIntrinsicGas,     ///< gas limit below intrinsic or floor gas (EIP-7623)
    kGasLimitTooHigh,  ///< above 2^24 (EIP-7825) or above what the block has left
    kFeeBelowBase,
    kPriorityAboveMax,
    kInsufficientFunds,
    kSenderHasCode,     ///< EIP-3607
    kInitCodeTooLarge,  ///< EIP-3860
    kEmptyAuthorizations,
    kCreationNotAllowed,  ///< 7702 without `to`
};

/// One sentence for the sender, in the words that wallets know from other nodes ("nonce too low").
[[nodiscard]] const char* to_string(TransactionError error);

/// Decodes an EIP-2718 envelope or a legacy transaction, or a queue transaction as the L1's event
/// has it: 0x7f ‖ abi.encode(L2CanonicalTransaction), or a system transaction: 0x7d ‖ rlp([nonce,
/// gas limit, to, data]). Canonical: encode(decode(x)) == x.
[[nodiscard]] std::expected<Transaction, TransactionError> decode(bytes_view raw);
[[nodiscard]] Bytes encode(const Transaction& transaction);

/// keccak of the encoding: the transaction's identity. Of a queue transaction without the 0x7f.
[[nodiscard]] Hash hash(bytes_view raw);
/// What the sender signs.
[[nodiscard]] Hash signing_hash(const Transaction& transaction);
/// What an authority signs: keccak(0x05 ‖ rlp([chain id, delegate, nonce])).
[[nodiscard]] Hash signing_hash(const Authorization& authorization);
[[nodiscard]] std::expected<Address, TransactionError> recover_sender(
    const Transaction& transaction);
/// The account that signed an authorization, nullopt if the signature is void.
[[nodiscard]] std::optional<Address> recover_authority(const Authorization& authorization);

/// A transaction with what was computed once when it arrived.
struct SignedTransaction {
    Transaction transaction;
    Bytes raw;
    Hash hash;
    Address sender;
};

/// Whether it is a queue transaction, by its first byte.
[[nodiscard]] inline bool is_queued(bytes_view raw)
{
    return !raw.empty() && raw.front() == static_cast<std::uint8_t>(Kind::kQueued);
}
/// A transaction from the L1 queue; whether it is in the queue is for the L1 to compare.
[[nodiscard]] std::expected<SignedTransaction, TransactionError> admit_queued(Bytes raw);

/// A transaction that a sequencer makes: from the bootloader, for one of the contracts that take
/// them.
[[nodiscard]] std::expected<SignedTransaction, TransactionError> admit_system(Bytes raw);

/// Any transaction that can stand in a block of chain `chain_id`.
[[nodiscard]] std::expected<SignedTransaction, TransactionError> admit_in_block(
    Bytes raw, std::uint64_t chain_id);

/// decode, chain id, signature: everything that needs no state. Refuses what nobody signs: queue
/// and system transactions.
[[nodiscard]] std::expected<SignedTransaction, TransactionError> admit(Bytes raw,
                                                                       std::uint64_t chain_id);

/// Gas before the first instruction, and EIP-7623's floor.
struct IntrinsicGas {
    std::uint64_t intrinsic = 0;
    std::uint64_t floor = 0;
};
[[nodiscard]] IntrinsicGas intrinsic_gas(const Transaction& transaction);

}  // namespace archi::stf
