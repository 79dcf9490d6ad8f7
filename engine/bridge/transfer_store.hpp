#pragma once
// transfers.db: every transfer that this world's chains sent or got, and how far they were read.

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "bridge/transfer.hpp"
#include "storage/database.hpp"

namespace archi::bridge {

/// A transfer with what its way needs.
struct Passage {
    Transfer transfer;
    std::uint64_t message = 0;        ///< its number among its source's messages
    std::uint64_t block = 0;          ///< of its source, in which it was sent
    std::uint64_t arrival_block = 0;  ///< of its destination; 0: none yet, or on the L1
    Bytes bundle;                     ///< of a transfer between islands, as its handler takes it

    bool operator==(const Passage&) const = default;
};

/// Identity of a deposit: a queue entry's hash does not say on which chain it is.
[[nodiscard]] Hash deposit_id(std::uint64_t chain, const Hash& entry);

/// How far a chain's blocks were read.
struct Cursor {
    std::uint64_t block = 0;
    Hash hash;

    bool operator==(const Cursor&) const = default;
};

/// Any thread. Every call has the errors of the database.
class TransferStore {
public:
    [[nodiscard]] static Result<std::unique_ptr<TransferStore>> open(
        const std::filesystem::path& file);

    /// nullopt: none of this identity.
    [[nodiscard]] Result<std::optional<Passage>> find(const Hash& id) const;
    /// Newest first.
    [[nodiscard]] Result<std::vector<Passage>> newest(std::size_t limit) const;
    /// Those of which something is still to come: not arrived, or not settled.
    [[nodiscard]] Result<std::vector<Passage>> unfinished() const;

    [[nodiscard]] Result<Cursor> cursor(std::uint64_t chain) const;
    /// What was read in blocks of `chain`: passages new or changed, and how far, at once.
    [[nodiscard]] Result<void> put(std::uint64_t chain, const Cursor& cursor,
                                   const std::vector<Passage>& passages);
    [[nodiscard]] Result<void> put(const Passage& passage);
    /// The blocks of `chain` after `cursor` are gone: what they sent never was, what arrived in
    /// them has not.
    [[nodiscard]] Result<void> roll_back(std::uint64_t chain, const Cursor& cursor);

private:
    explicit TransferStore(std::unique_ptr<storage::Database> database)
        : database_(std::move(database))
    {
    }
    [[nodiscard]] Result<std::vector<Passage>> select(const std::string& rest) const;
    [[nodiscard]] Result<void> write(const Passage& passage);

    mutable std::mutex mutex_;
    std::unique_ptr<storage::Database> database_;
};

}  // namespace archi::bridge
