#pragma once
// What the EVM needs of the world around it. The stf implements it over the state; the test runner
// over a plain map.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/u256.hpp"
#include "evm/code.hpp"

namespace archi::evm {

/// Rule sets that the interpreter knows. Chains run kOsaka; the older two exist for official tests.
enum class Revision : std::uint8_t { kCancun, kPrague, kOsaka };

/// What a block shows to the code running in it.
struct BlockContext {
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;  ///< seconds
    std::uint64_t gas_limit = 0;
    std::uint64_t chain_id = 0;
    Address coinbase;
    Hash prev_randao;
    u256 base_fee;       ///< wei per gas
    u256 blob_base_fee;  ///< wei per blob gas
};

/// What a transaction shows to the code running in it.
struct TransactionContext {
    Address origin;
    u256 gas_price;  ///< effective, wei per gas
    std::span<const Hash> blob_hashes;
};

struct Log {
    Address address;
    std::vector<Hash> topics;  ///< at most four
    Bytes data;

    bool operator==(const Log&) const = default;
};

/// A storage slot as SSTORE must see it (EIP-2200).
struct SlotValues {
    u256 original;  ///< at the start of the transaction
    u256 current;
};

enum class CallKind : std::uint8_t {
    kCall,
    kStaticCall,
    kDelegateCall,
    kCallCode,
    kCreate,
    kCreate2
};

struct Message {
    CallKind kind = CallKind::kCall;
    bool is_static = false;
    std::int32_t depth = 0;  ///< 0 for the outermost frame
    std::int64_t gas = 0;
    Address sender;
    Address recipient;     ///< whose storage and balance; ignored for creations
    Address code_address;  ///< whose code; equals recipient except in delegate calls
    u256 value;            ///< wei; in a delegate call the apparent one
    bytes_view input;      ///< call data, or init code for creations
    Hash salt;             ///< kCreate2 only
};

enum class Status : std::uint8_t {
    kSuccess,
    kRevert,
    kOutOfGas,
    kInvalidInstruction,
    kUndefinedInstruction,
    kStackOverflow,
    kStackUnderflow,
    kBadJumpDestination,
    kInvalidMemoryAccess,
    kReturnDataOutOfBounds,
    kStaticModeViolation,
    kCallDepthExceeded,
    kInsufficientBalance,
    kNonceOverflow,
    kAddressCollision,
    kInitCodeTooLarge,
    kCodeTooLarge,
    kCodeStartsWithEF,
    kPrecompileFailure,
    kCycleLimit,  ///< ends the whole transaction, see CYCLES.md
};

/// The name of `status` in words, as debug tracers print it ("out of gas").
[[nodiscard]] const char* to_string(Status status);

struct CallResult {
    Status status = Status::kSuccess;
    std::int64_t gas_left = 0;  ///< 0 after every exceptional halt
    std::int64_t gas_refund =
        0;            ///< signed sum of this frame and its children; 0 unless successful
    Bytes output;     ///< return data or revert data
    Address created;  ///< of a successful creation
};

/// The world state, inside one transaction. Every method is total; addresses that do not exist are
/// empty accounts. Reads do not warm anything: the interpreter calls `access_*` itself.
class Host {
public:
    virtual ~Host() = default;

    /// EIP-161: nonce 0, balance 0, no code.
    virtual bool is_empty(const Address& address) = 0;
    virtual u256 balance(const Address& address) = 0;
    virtual void set_balance(const Address& address, const u256& balance) = 0;
    virtual std::uint64_t nonce(const Address& address) = 0;
    virtual void set_nonce(const Address& address, std::uint64_t nonce) = 0;

    /// The analysed code that executes; null if there is none. For a 7702-delegated account this is
    /// the 23-byte designator; the interpreter follows it.
    virtual std::shared_ptr<const Code> code(const Address& address) = 0;
    /// As EXTCODEHASH shows it: zero for an empty account, keccak of the code (of "" without any).
    virtual Hash code_hash(const Address& address) = 0;
    virtual void set_code(const Address& address, bytes_view code) = 0;
    /// EIP-7610: true if the account has any storage (blocks a creation at its address).
    virtual bool has_storage(const Address& address) = 0;

    virtual u256 storage(const Address& address, const u256& slot) = 0;
    virtual SlotValues storage_values(const Address& address, const u256& slot) = 0;
    virtual void set_storage(const Address& address, const u256& slot, const u256& value) = 0;
    virtual u256 transient_storage(const Address& address, const u256& slot) = 0;
    virtual void set_transient_storage(const Address& address, const u256& slot,
                                       const u256& value) = 0;

    /// Marks as warm; true if it was warm already (EIP-2929). Undone by revert_to.
    virtual bool access_account(const Address& address) = 0;
    virtual bool access_storage(const Address& address, const u256& slot) = 0;

    virtual void emit_log(Log log) = 0;

    /// Notes that `address` was created in this transaction (EIP-6780).
    virtual void mark_created(const Address& address) = 0;
    virtual bool created_in_transaction(const Address& address) = 0;
    /// SELFDESTRUCT of an account created in this transaction: it disappears at the transaction's
    /// end.
    virtual void mark_destroyed(const Address& address) = 0;

    /// A point that revert_to returns to: balances, nonces, code, storage, logs, warmth, marks.
    virtual std::size_t checkpoint() = 0;
    virtual void revert_to(std::size_t checkpoint) = 0;

    /// Hash of a block at most 256 back; zero otherwise.
    virtual Hash block_hash(std::uint64_t number) = 0;

    /// System contracts that are functions of the stf instead of bytecode. Called before code or
    /// precompiles are looked up, value already transferred; nullopt: nothing special lives there.
    virtual std::optional<CallResult> system_call(const Message& message)
    {
        static_cast<void>(message);
        return std::nullopt;
    }
};

}  // namespace archi::evm
