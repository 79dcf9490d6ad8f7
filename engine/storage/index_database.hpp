#pragma once
// index.db: what can be made again from chain.db. Every version of every state value, and where
// each transaction is. The state tree lives in the same file (tree_database.hpp).
//
// It is written behind the chain, many blocks at once and in key order: keys are spread evenly, so
// that one block at a time would rewrite a page for every row.

#include <filesystem>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "storage/database.hpp"

namespace archi::storage {

/// What `key` became in `block`.
struct Version {
    Hash key;
    std::uint64_t block = 0;
    Hash value;  ///< zero: absent
};

struct Place {
    Hash transaction;
    std::uint64_t block = 0;
    std::uint32_t position = 0;
};

/// Where message `number` of the chain was sent.
struct MessagePlace {
    std::uint64_t number = 0;
    std::uint64_t block = 0;
    Hash leaf;  ///< of the tree of all messages
};

class IndexDatabase {
public:
    static constexpr const char* kFileName = "index.db";

    [[nodiscard]] static Result<std::unique_ptr<IndexDatabase>> open(
        const std::filesystem::path& folder, Access access);
    ~IndexDatabase();

    /// Adds, in one transaction, what happened in the blocks up to `last_block`. Both in key order.
    [[nodiscard]] Result<void> add(std::span<const Version> versions, std::span<const Place> places,
                                   std::span<const MessagePlace> messages,
                                   std::uint64_t last_block);

    /// Takes away, in one transaction, what happened after `last_block`.
    [[nodiscard]] Result<void> cut(std::uint64_t last_block);

    /// Number of the last block that was added; nullopt in a fresh file.
    [[nodiscard]] Result<std::optional<std::uint64_t>> last_block();
    /// The value at `key` after `block`; nullopt: never written until then.
    [[nodiscard]] Result<std::optional<Hash>> value(const Hash& key, std::uint64_t block);
    [[nodiscard]] Result<std::optional<Place>> place(const Hash& transaction);

    /// Messages first … end - 1, or those of them that are there, in order.
    [[nodiscard]] Result<std::vector<MessagePlace>> messages(std::uint64_t first,
                                                             std::uint64_t end);

    /// A number under a name; nullopt if it was never set.
    [[nodiscard]] Result<std::optional<std::uint64_t>> mark(std::string_view name);
    /// Part of the transaction that is open, or one of its own.
    [[nodiscard]] Result<void> set_mark(std::string_view name, std::uint64_t number);

    [[nodiscard]] Database& database();

private:
    class Implementation;
    explicit IndexDatabase(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::storage
