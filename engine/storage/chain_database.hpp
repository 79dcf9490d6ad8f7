#pragma once
// chain.db: what a chain is. Blocks with everything that followed from them, code, sealed batches.
// The other file, index.db, can be made again from this one. The format page is FORMAT.md.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "storage/database.hpp"

namespace archi::storage {

/// A block as it is stored: small facts as numbers, the rest encoded (block_codec.hpp).
struct BlockRow {
    std::uint64_t number = 0;
    Hash hash;
    std::uint64_t batch = 0;         ///< number of the batch it belongs to
    std::uint64_t transactions = 0;  ///< how many
    std::uint64_t cycles = 0;
    Bytes bloom;  ///< empty for a block without logs, else 256 bytes
    Bytes header;
    Bytes body;  ///< transactions
    Bytes receipts;
    Bytes writes;
    std::vector<Hash> codes;  ///< deployed in it, in order
    // entries of the L1 queue that are in it: from, and up to without
    std::uint64_t queue_begin = 0;
    std::uint64_t queue_end = 0;
};

/// What a row says without its large parts.
struct BlockSummary {
    std::uint64_t number = 0;
    Hash hash;
    std::uint64_t batch = 0;
    std::uint64_t transactions = 0;
    std::uint64_t cycles = 0;
    Bytes header;
};

/// Code to be stored with a block.
struct CodeRow {
    Hash hash;  ///< BLAKE3
    bytes_view code;
};

/// An entry of the L1 queue, in a block or waiting for one.
struct QueueRow {
    std::uint64_t number = 0;  ///< its index
    Hash hash;
    std::uint64_t deadline = 0;  ///< seconds
    Bytes raw;
};

struct BatchRow {
    Bytes record;
    Bytes pubdata;
};

/// One connection to chain.db with its prepared statements. Not for two threads at once.
class ChainDatabase {
public:
    static constexpr const char* kFileName = "chain.db";

    /// Errors: those of Database::open; kCorrupt, kUnsupported for a file that is no chain.
    [[nodiscard]] static Result<std::unique_ptr<ChainDatabase>> open(
        const std::filesystem::path& folder, Access access);
    ~ChainDatabase();

    // -- writing: each call is one durable transaction ------------------------------------------

    /// Requires row.number to be one past the last block.
    [[nodiscard]] Result<void> append(const BlockRow& row, std::span<const CodeRow> codes);
    /// Rows of blocks, the code in them, and the batch that they end, at once.
    [[nodiscard]] Result<void> put_published(std::span<const BlockRow> rows,
                                             std::span<const CodeRow> codes, std::uint64_t batch,
                                             const BatchRow& record);
    /// Takes away every block after `last_block` and every batch after `last_batch`; code stays,
    /// and entries of the queue wait again.
    [[nodiscard]] Result<void> cut(std::uint64_t last_block, std::uint64_t last_batch);
    /// Requires the first to be one past the last stored one.
    [[nodiscard]] Result<void> put_queue(std::span<const QueueRow> rows);
    /// Forgets the entries from `first` on. Requires that none of them is in a block.
    [[nodiscard]] Result<void> cut_queue(std::uint64_t first);
    [[nodiscard]] Result<void> put_batch(std::uint64_t number, bytes_view record,
                                         bytes_view pubdata);
    [[nodiscard]] Result<void> put_note(std::string_view name, bytes_view value);

    // -- reading ----------------------------------------------------------------------------------

    /// Number of the newest block; nullopt before genesis.
    [[nodiscard]] Result<std::optional<std::uint64_t>> last_block();
    /// Without `writes` and `codes`.
    [[nodiscard]] Result<std::optional<BlockRow>> block(std::uint64_t number);
    [[nodiscard]] Result<std::optional<BlockSummary>> summary(std::uint64_t number);
    [[nodiscard]] Result<std::optional<Bytes>> bloom(std::uint64_t number);
    /// Encoded writes, and the codes deployed.
    [[nodiscard]] Result<std::optional<std::pair<Bytes, std::vector<Hash>>>> effects(
        std::uint64_t number);
    [[nodiscard]] Result<std::optional<std::uint64_t>> block_number(const Hash& hash);
    [[nodiscard]] Result<std::optional<Bytes>> code(const Hash& hash);
    [[nodiscard]] Result<std::uint64_t> last_batch();
    [[nodiscard]] Result<std::optional<BatchRow>> batch(std::uint64_t number);
    /// How many entries of the queue are stored, and how many of them are in blocks.
    [[nodiscard]] Result<std::pair<std::uint64_t, std::uint64_t>> queue_counts();
    [[nodiscard]] Result<std::optional<QueueRow>> queue_entry(std::uint64_t number);
    /// Of the entries in these blocks, in order.
    [[nodiscard]] Result<std::vector<Hash>> queue_hashes(std::uint64_t first_block,
                                                         std::uint64_t last_block);
    [[nodiscard]] Result<std::optional<Bytes>> note(std::string_view name);
    /// Transactions in all blocks.
    [[nodiscard]] Result<std::uint64_t> count_transactions();

    [[nodiscard]] Database& database();

private:
    class Implementation;
    explicit ChainDatabase(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::storage
