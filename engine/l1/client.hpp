#pragma once
// An Ethereum node as its clients see it: JSON-RPC over HTTP, each answer read totally and checked
// against the question. Any L1 will do, and so will a chain of this world.

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/u256.hpp"

namespace archi::l1 {

enum class Tag : std::uint8_t { kLatest, kPending, kSafe, kFinalized };
using BlockId = std::variant<Tag, std::uint64_t>;

struct Block {
    std::uint64_t number = 0;
    Hash hash;
    Hash parent_hash;
    std::uint64_t timestamp = 0;  ///< seconds
    std::uint64_t gas_limit = 0;
    u256 base_fee;  ///< wei per gas
};

struct Log {
    Address address;
    std::vector<Hash> topics;  ///< at most 4
    Bytes data;
    std::uint64_t block = 0;
    Hash block_hash;
    Hash transaction;
    std::uint64_t index = 0;  ///< in the block

    bool operator==(const Log&) const = default;
};

struct Receipt {
    Hash transaction;
    std::uint64_t block = 0;
    Hash block_hash;
    bool succeeded = false;
    std::uint64_t gas_used = 0;
    u256 gas_price;  ///< wei, what was paid
    std::optional<Address> contract;
    std::vector<Log> logs;
};

/// What a transaction says; where it is, if it is in a block.
struct Transaction {
    Hash hash;
    Address from;
    std::optional<Address> to;  ///< none: a creation
    Bytes input;
    std::optional<std::uint64_t> block;
};

struct LogQuery {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::vector<Address> addresses = {};  ///< any of them; all if empty
    std::vector<Hash> events = {};        ///< first topic is any of them; all if empty
};

struct Call {
    std::optional<Address> from = {};
    std::optional<Address> to = {};  ///< none: a creation
    Bytes data = {};
    u256 value = {};  ///< wei
};

/// What a call gave, or the data of its revert.
struct Outcome {
    bool reverted = false;
    Bytes data;
};

struct Fees {
    u256 base;      ///< of the next block, wei per gas
    u256 priority;  ///< what the node suggests
};

/// Blocking; one request at a time; not for sharing between threads. Every call has the errors
/// kUnavailable (nobody answers, or the node refuses: its message), kCorrupt (an answer that is
/// none to this question) and kLimitExceeded (an answer beyond 64 MiB).
class Client {
public:
    /// `url`: http://host:port. Connects when first used.
    [[nodiscard]] static Result<Client> create(const std::string& url);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    [[nodiscard]] Result<std::uint64_t> chain_id();
    /// nullopt: there is no such block.
    [[nodiscard]] Result<std::optional<Block>> block(const BlockId& id);
    [[nodiscard]] Result<std::optional<Block>> block(const Hash& hash);
    [[nodiscard]] Result<u256> balance(const Address& address, const BlockId& at = Tag::kLatest);
    /// With kPending, after the account's waiting transactions.
    [[nodiscard]] Result<std::uint64_t> nonce(const Address& address, const BlockId& at);
    [[nodiscard]] Result<Bytes> code(const Address& address, const BlockId& at = Tag::kLatest);
    [[nodiscard]] Result<Outcome> call(const Call& call, const BlockId& at = Tag::kLatest);
    /// kInvalidArgument with the reason if the transaction would revert.
    [[nodiscard]] Result<std::uint64_t> estimate_gas(const Call& call);
    [[nodiscard]] Result<Fees> fees();
    /// In order of block and index; all within the question's bounds, none of a removed block.
    [[nodiscard]] Result<std::vector<Log>> logs(const LogQuery& query);
    [[nodiscard]] Result<Hash> send(bytes_view raw_transaction);
    /// nullopt: in no block yet.
    [[nodiscard]] Result<std::optional<Receipt>> receipt(const Hash& transaction);

    /// nullopt: the node knows none such. What it says is not checked against the hash.
    [[nodiscard]] Result<std::optional<Transaction>> transaction(const Hash& hash);

private:
    class Implementation;
    explicit Client(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::l1
