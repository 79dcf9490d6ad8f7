#pragma once
// operator.db: every transaction that the operator ever sent, and what became of it. Written
// before the transaction is sent, so that no process's end forgets one.

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "l1/client.hpp"
#include "storage/database.hpp"

namespace archi::settlement {

enum class Step : std::uint8_t { kCommit, kProve, kExecute, kRevert };

/// "commit", "prove", "execute", "revert".
[[nodiscard]] const char* to_string(Step step);

enum class Fate : std::uint8_t {
    kWaiting,   ///< sent, in no block that counts
    kIncluded,  ///< in a block, and it did what it says
    kFailed,    ///< in a block, and it changed nothing
    kReplaced,  ///< another one has its nonce
};

/// Which batch a transaction moved.
struct Part {
    std::uint64_t chain_id = 0;
    std::uint64_t batch = 0;

    bool operator==(const Part&) const = default;
};

struct Sent {
    Hash hash;
    Step step = Step::kCommit;
    Address sender;
    std::uint64_t nonce = 0;
    Bytes raw;
    Hash call;  ///< keccak of its calldata
    u256 priority_fee;
    u256 max_fee;
    std::int64_t sent_unix_ms = 0;
    Fate fate = Fate::kWaiting;
    std::uint64_t block = 0;  ///< of the L1; this and what follows once it is in one
    Hash block_hash;
    std::uint64_t gas_used = 0;
    u256 gas_price;  ///< wei
};

/// Thread-safe. Errors of every call: those of the database.
class Journal {
public:
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& file);

    [[nodiscard]] Result<void> put(const Sent& sent, std::span<const Part> parts);
    /// What `sender` sent and still waits: by nonce, and the newest of a nonce first.
    [[nodiscard]] Result<std::vector<Sent>> waiting(const Address& sender) const;
    /// All that `sender` sent under `nonce`, the newest first.
    [[nodiscard]] Result<std::vector<Sent>> of_nonce(const Address& sender,
                                                     std::uint64_t nonce) const;
    /// What counts as in a block from `block` on.
    [[nodiscard]] Result<std::vector<Sent>> included_since(std::uint64_t block) const;
    [[nodiscard]] Result<void> include(const l1::Receipt& receipt);
    [[nodiscard]] Result<void> set_fate(const Hash& hash, Fate fate);
    /// What a transaction moved.
    [[nodiscard]] Result<std::vector<Part>> parts(const Hash& hash) const;
    /// Transactions that moved a batch, oldest first, without those that were replaced.
    [[nodiscard]] Result<std::vector<Sent>> of_batch(const Part& part) const;

private:
    explicit Journal(std::unique_ptr<storage::Database> database) : database_(std::move(database))
    {
    }
    using Bind = std::function<void(storage::Statement&)>;
    [[nodiscard]] Result<std::vector<Sent>> select(const char* where, const Bind& bind) const;
    [[nodiscard]] Result<void> run(const char* sql, const Bind& bind) const;

    mutable std::mutex mutex_;
    std::unique_ptr<storage::Database> database_;
};

}  // namespace archi::settlement
