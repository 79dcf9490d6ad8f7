#pragma once
// The state tree, kept in index.db. Four levels of nodes make one row, and every row that a batch
// replaces is kept with the batch's number, so that the tree before any batch can be read.

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include "base/result.hpp"
#include "state/tree.hpp"
#include "storage/index_database.hpp"

namespace archi::storage {

/// The interface has no room for errors: after a failed read answers are zeros, and error() tells.
/// Who uses a tree asks error() before believing what came of it. Not for two threads at once.
class TreeDatabase final : public state::TreeStore {
public:
    /// The tree as it is. `index` must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<TreeDatabase>> open(IndexDatabase& index);
    /// The tree as it was before `batch`, when it had `count` leaves. For reading only.
    [[nodiscard]] static Result<std::unique_ptr<TreeDatabase>> open_before(IndexDatabase& index,
                                                                           std::uint64_t batch,
                                                                           std::uint64_t count);

    /// Makes the tree again what it was before `batch`, when it had `count` leaves, in the
    /// transaction that is open.
    [[nodiscard]] static Result<void> cut(IndexDatabase& index, std::uint64_t batch,
                                          std::uint64_t count);

    state::Leaf leaf(std::uint64_t index) override;
    std::optional<std::uint64_t> index_of(const Hash& key) override;
    std::uint64_t predecessor(const Hash& key) override;
    state::IndexedLeaf floor(const Hash& key) override;
    Hash node(unsigned level, std::uint64_t position) override;
    void put_leaf(std::uint64_t index, const state::Leaf& leaf) override;
    void put_node(unsigned level, std::uint64_t position, const Hash& hash) override;

    /// Writes what was put, as the work of `batch`, into the transaction that is open.
    [[nodiscard]] Result<void> flush(std::uint64_t batch);
    /// Forgets what was put and not flushed.
    void discard();

    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    /// Nodes of levels 4g … 4g+3 below one node of level 4g+4: 16, 8, 4 and 2 of them.
    static constexpr std::size_t kPageNodes = 30;
    struct Page {
        std::array<Hash, kPageNodes> nodes;
        std::array<Hash, kPageNodes> stored;  ///< as they are in the file
        bool exists = false;
        bool changed = false;
    };
    struct CachedLeaf {
        state::Leaf leaf;
        state::Leaf stored;
        bool exists = false;
        bool changed = false;
    };

    explicit TreeDatabase(IndexDatabase& index) : database_(index.database()) {}
    [[nodiscard]] Result<void> prepare();
    bool step(Statement& statement);
    void fail(const char* what);
    Page& page(std::uint64_t id);
    CachedLeaf& cached(std::uint64_t index);
    void read_before(std::uint64_t index, state::Leaf& leaf);

    Database& database_;
    std::optional<std::uint64_t> batch_;  ///< the tree before it
    std::uint64_t count_ = state::kMaxCount;
    std::optional<Error> error_;
    std::unordered_map<std::uint64_t, Page> pages_;
    std::unordered_map<std::uint64_t, CachedLeaf> leaves_;
    std::map<Hash, std::uint64_t> appended_;  ///< put, and not in the file yet

    std::unique_ptr<Statement> select_leaf_;
    std::unique_ptr<Statement> select_floor_;
    std::unique_ptr<Statement> select_leaf_before_;
    std::unique_ptr<Statement> select_page_;
    std::unique_ptr<Statement> select_page_before_;
    std::unique_ptr<Statement> insert_leaf_;
    std::unique_ptr<Statement> update_leaf_;
    std::unique_ptr<Statement> insert_leaf_before_;
    std::unique_ptr<Statement> insert_page_;
    std::unique_ptr<Statement> insert_page_before_;
};

}  // namespace archi::storage
