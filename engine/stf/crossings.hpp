#pragma once
// What left a chain and what came to it, as the logs of its system contracts tell (SYSTEM.md).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/hash_map.hpp"
#include "stf/block.hpp"
#include "stf/flows.hpp"

namespace archi::stf {

/// A leaf of a batch's tree of messages to the L1: a log of the ZK Stack.
struct OutgoingLog {
    std::uint32_t transaction = 0;  ///< its position, in a block or in a batch
    /// The messenger: `key` is who sent `message`, `value` its keccak. The bootloader: `key` is the
    /// hash of a queue entry, `value` 1 if it succeeded, else 0.
    Address sender;
    Hash key;
    Hash value;
    Bytes message;

    [[nodiscard]] bool is_message() const;
    /// Of a message: who sent it.
    [[nodiscard]] Address message_sender() const;
    bool operator==(const OutgoingLog&) const = default;
};

/// The leaf's hash: keccak of the log's 88 bytes.
[[nodiscard]] Hash leaf_of(const OutgoingLog& log);
/// The root of a batch's tree over these leaves. Requires at most kMaxOutgoingLogs.
[[nodiscard]] Hash message_tree_root(std::span<const OutgoingLog> logs);
/// The 14 siblings from leaf `index` to the root. Requires index < logs.size().
[[nodiscard]] std::vector<Hash> message_tree_path(std::span<const OutgoingLog> logs,
                                                  std::size_t index);

/// Another chain's accumulator, taken over here.
struct Import {
    std::uint64_t chain_id = 0;
    std::uint8_t policy = 0;  ///< kInstant, kSettled
    std::uint64_t count = 0;  ///< of the other chain's messages
    Hash accumulator;

    static constexpr std::uint8_t kInstant = 0;
    static constexpr std::uint8_t kProven = 1;
    static constexpr std::uint8_t kSettled = 2;
    bool operator==(const Import&) const = default;
};
/// chain id(8) ‖ policy(1) ‖ accumulator(32) each, ascending: opens a batch's imports
/// (l1/FORMATS.md).
[[nodiscard]] Bytes encode_imports(std::span<const Import> imports);

/// No deposit, and no transfer, has more: 2^16 of them fit the 128 bits of a row.
inline constexpr unsigned kMintedBits = 112;

/// The message that a log of the messenger tells; nullopt for any other log.
[[nodiscard]] std::optional<OutgoingLog> message_in(const evm::Log& log);

/// Whether a log of it comes from the address of a system contract.
[[nodiscard]] bool has_system_logs(const Receipt& receipt);

class Crossings {
public:
    static constexpr std::size_t kMaxOutgoingLogs = 16'384;  ///< leaves of a batch's tree
    static constexpr std::size_t kMaxFlows = 256;            ///< rows of a batch
    static constexpr std::size_t kMaxEvents = 65'536;  ///< summands below 2^112, so that sums fit
    static constexpr std::uint32_t kMaxTransactions = 65'536;  ///< that a log can name

    /// Takes in what a transaction did. `position`: its place in the block, or batch.
    void add(const ChainRules& rules, std::uint32_t position, const SignedTransaction& transaction,
             const Receipt& receipt);
    /// Takes in a block whose first transaction has place `first`.
    void add(const Crossings& block, std::uint32_t first);

    [[nodiscard]] const std::vector<OutgoingLog>& logs() const { return logs_; }
    /// Ascending by asset and counterparty.
    [[nodiscard]] std::vector<Flow> flows() const;
    /// The last of each chain and policy, ascending by both.
    [[nodiscard]] std::vector<Import> imports() const;

    [[nodiscard]] bool empty() const { return logs_.empty() && flows_.empty() && imports_.empty(); }
    /// Whether one more transaction, whatever it does, can be taken into this block.
    [[nodiscard]] bool has_room_in_block() const;
    /// Whether one more block, whatever it holds, can be taken into this batch.
    [[nodiscard]] bool has_room_in_batch() const;
    /// Whether a batch may have all this.
    [[nodiscard]] bool fits_batch() const;

private:
    void note_flow(const evm::Log& log, bool is_sent);
    void note_import(const evm::Log& log);
    Flow& row(const Hash& asset, std::uint64_t counterparty);

    std::vector<OutgoingLog> logs_;
    FlatMap<FixedBytes<40>, Flow> flows_;
    FlatMap<FixedBytes<9>, Import> imports_;
    std::size_t events_ = 0;
    std::uint32_t transactions_ = 0;
};

}  // namespace archi::stf
