#pragma once
// Blocks: their header, hashes, and their execution one transaction at a time.
// Where a block differs from Ethereum's, DIFFERENCES.md says so.

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "evm/evm.hpp"
#include "state/reader.hpp"
#include "stf/transaction.hpp"

namespace archi::stf {

/// Where a chain settles. With chain id 0 it settles nowhere, and nothing else here has a meaning.
struct Settlement {
    std::uint64_t chain_id = 0;            ///< of the L1
    Hash base_token;                       ///< its asset id
    Hash group;                            ///< chains that settle together; zero: in none
    std::uint64_t epoch_seconds = 0;       ///< how long the group's epochs are; 0 without a group
    std::uint8_t data_scheme = kCalldata;  ///< who has the pubdata (l1/FORMATS.md)

    static constexpr std::uint8_t kCalldata = 2;
    static constexpr std::uint8_t kCommittee = 128;
    bool operator==(const Settlement&) const = default;
};

/// Parameters that a chain never changes.
struct ChainRules {
    std::uint64_t chain_id = 0;
    std::uint64_t block_gas_limit = 0;
    Address fee_collector;             ///< COINBASE; gets base fee and tips
    u256 minimum_base_fee;             ///< wei per gas
    std::uint64_t cycles_per_gas = 0;  ///< R of CYCLES.md
    Settlement settlement = {};

    bool operator==(const ChainRules&) const = default;
};

struct Header {
    Hash parent_hash;
    Address coinbase;
    Hash transactions_root;
    Hash receipts_root;
    std::uint64_t number = 0;
    std::uint64_t gas_limit = 0;
    std::uint64_t gas_used = 0;
    std::uint64_t timestamp = 0;  ///< seconds
    u256 base_fee;

    bool operator==(const Header&) const = default;
};

/// RLP with Ethereum's 21 fields (Prague); the fields that are constant here are filled in.
[[nodiscard]] Bytes encode(const Header& header);
[[nodiscard]] Hash hash(const Header& header);
/// EIP-1559 with this chain's floor (DIFFERENCES.md).
[[nodiscard]] u256 next_base_fee(const Header& parent, const ChainRules& rules);

struct Receipt {
    bool success = false;
    std::uint64_t gas_used = 0;             ///< by this transaction; 0: of the queue, and not run
    std::uint64_t cumulative_gas_used = 0;  ///< in the block, up to and including it
    std::uint64_t cycles = 0;
    u256 effective_gas_price;
    Address contract_address;  ///< zero unless a creation
    std::vector<evm::Log> logs;

    bool operator==(const Receipt&) const = default;
};

/// Hash over the block's transaction hashes and over its receipts, see HEADER.md.
[[nodiscard]] Hash transactions_root(std::span<const Hash> hashes);
[[nodiscard]] Hash receipts_root(std::span<const Receipt> receipts);

struct ExecutedBlock {
    Header header;
    Hash hash;
    std::vector<Receipt> receipts;
    std::vector<state::Change> changes;  ///< net, ascending by key
    std::vector<Bytes> new_code;         ///< deployed in this block, each once, in order
    std::uint64_t cycles = 0;
};

/// Gives the hash of block `number`, at most 256 back; zero otherwise.
using BlockHashes = std::function<Hash(std::uint64_t number)>;

class CodeCache;
class Crossings;

/// Builds one block: begin, then transactions until it is full, then seal.
class BlockBuilder {
public:
    /// `state` is the state after the parent. It and `code_cache` must outlive the builder.
    /// Requires timestamp >= parent.timestamp.
    BlockBuilder(const ChainRules& rules, state::Reader& state, const Header& parent,
                 const Hash& parent_hash, std::uint64_t timestamp, BlockHashes block_hashes,
                 CodeCache* code_cache = nullptr);
    ~BlockBuilder();
    BlockBuilder(const BlockBuilder&) = delete;
    BlockBuilder& operator=(const BlockBuilder&) = delete;

    /// Executes `transaction` on top of what the block has. An error leaves the block as it was:
    /// the transaction does not belong in this block (kGasLimitTooHigh: no room left).
    std::expected<Receipt, TransactionError> add(const SignedTransaction& transaction,
                                                 evm::Tracer* tracer = nullptr);

    /// Takes a transaction from the L1 queue without running it: it fails, and what came with it
    /// goes to its refund recipient. For one in which the process crashed.
    std::expected<Receipt, TransactionError> set_aside(const SignedTransaction& transaction);

    [[nodiscard]] std::uint64_t gas_left() const;
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] std::uint64_t cycles() const;
    /// What left the chain and came to it in this block so far.
    [[nodiscard]] const Crossings& crossings() const;
    /// Roots are zero before seal.
    [[nodiscard]] const Header& header() const;
    /// What the code of this block's transactions sees.
    [[nodiscard]] const evm::BlockContext& context() const;
    /// True if `state` contradicts itself (a corrupt database): the block must not be used.
    [[nodiscard]] bool broken() const;

    /// Computes roots and hash. The builder is spent afterwards.
    [[nodiscard]] ExecutedBlock seal();

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Overrides of eth_call and friends (geth's stateOverride set).
struct AccountOverride {
    Address address;
    std::optional<u256> balance;
    std::optional<std::uint64_t> nonce;
    std::optional<Bytes> code;
    std::optional<std::vector<std::pair<u256, u256>>> state;  ///< replaces all storage
    std::vector<std::pair<u256, u256>> state_diff;
};

/// A call that leaves no trace: eth_call, eth_estimateGas, eth_createAccessList.
/// Nonce, EIP-3607 and EIP-7825 are not checked.
struct CallRequest {
    Address from;
    std::optional<Address> to;
    std::uint64_t gas = 0;
    u256 gas_price;  ///< wei per gas; 0: no base fee is checked, and BASEFEE gives 0 as in geth
    u256 value;
    Bytes data;
    std::vector<AccessListEntry> access_list;
    std::vector<Authorization> authorizations;
    bool check_funds = false;  ///< refuse if the sender cannot pay value and gas
};

struct CallOutcome {
    evm::CallResult result;
    std::uint64_t gas_used = 0;  ///< with intrinsic gas and refund
    std::vector<AccessListEntry>
        touched;  ///< every address and slot accessed beyond the warm start
    std::vector<evm::Log> logs;
};

/// Gas of a call, far above what any node offers and within what the interpreter counts.
inline constexpr std::uint64_t kMaxCallGas = std::uint64_t{1} << 40U;

/// Errors: kGasLimitTooHigh (above kMaxCallGas), kIntrinsicGas, kInitCodeTooLarge, kFeeBelowBase,
/// kInsufficientFunds (of the value always, of the gas with check_funds). A call that fails by
/// itself is an outcome.
[[nodiscard]] std::expected<CallOutcome, TransactionError> simulate(
    const ChainRules& rules, state::Reader& state, const evm::BlockContext& block,
    BlockHashes block_hashes, const CallRequest& request,
    std::span<const AccountOverride> overrides = {}, evm::Tracer* tracer = nullptr,
    CodeCache* code_cache = nullptr);

}  // namespace archi::stf
