#include "storage/tree_database.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace archi::storage {

namespace {

struct NodePlace {
    std::uint64_t page = 0;
    std::size_t slot = 0;
};

/// Leaf counts stay below 2^48, so positions of pages fit 44 bits.
NodePlace place_of(unsigned level, std::uint64_t position)
{
    const unsigned group = level / 4;
    const unsigned row = level % 4;
    const unsigned width = 16U >> row;
    constexpr std::size_t kFirstSlot[] = {0, 16, 24, 28};
    return {(std::uint64_t{group} << 56U) | (position / width), kFirstSlot[row] + position % width};
}

template <std::size_t N>
bytes_view bytes_of(const std::array<Hash, N>& hashes)
{
    static_assert(sizeof hashes == N * Hash::kSize);
    return {hashes[0].data(), N * Hash::kSize};
}

}  // namespace

Result<void> TreeDatabase::prepare()
{
    const std::pair<std::unique_ptr<Statement>*, const char*> all[] = {
        {&select_leaf_, "SELECT key, value, next FROM leaf WHERE position=?"},
        {&select_floor_,
         "SELECT position, key, value, next FROM leaf WHERE key<=? AND position<?"
         " ORDER BY key DESC LIMIT 1"},
        {&select_leaf_before_,
         "SELECT value, next FROM leaf_before WHERE position=? AND batch>=?"
         " ORDER BY batch LIMIT 1"},
        {&select_page_, "SELECT hashes FROM page WHERE id=?"},
        {&select_page_before_,
         "SELECT hashes FROM page_before WHERE id=? AND batch>=? ORDER BY batch LIMIT 1"},
        {&insert_leaf_, "INSERT INTO leaf VALUES(?,?,?,?)"},
        {&update_leaf_, "UPDATE leaf SET value=?, next=? WHERE position=?"},
        {&insert_leaf_before_, "INSERT INTO leaf_before VALUES(?,?,?,?)"},
        {&insert_page_, "INSERT OR REPLACE INTO page VALUES(?,?)"},
        {&insert_page_before_, "INSERT INTO page_before VALUES(?,?,?)"},
    };
    for (const auto& [statement, sql] : all) {
        auto prepared = database_.prepare(sql);
        if (!prepared) return std::unexpected(prepared.error());
        *statement = std::move(*prepared);
    }
    return {};
}

Result<std::unique_ptr<TreeDatabase>> TreeDatabase::open(IndexDatabase& index)
{
    std::unique_ptr<TreeDatabase> tree(new TreeDatabase(index));
    if (auto done = tree->prepare(); !done) return std::unexpected(done.error());
    return tree;
}

Result<std::unique_ptr<TreeDatabase>> TreeDatabase::open_before(IndexDatabase& index,
                                                                std::uint64_t batch,
                                                                std::uint64_t count)
{
    auto tree = open(index);
    if (tree) {
        (*tree)->batch_ = batch;
        (*tree)->count_ = count;
    }
    return tree;
}

Result<void> TreeDatabase::cut(IndexDatabase& index, std::uint64_t batch, std::uint64_t count)
{
    auto& database = index.database();
    const auto run = [&](const char* sql, std::initializer_list<std::uint64_t> arguments) {
        auto statement = database.prepare(sql);
        if (!statement) return Result<void>(std::unexpected(statement.error()));
        int at = 0;
        for (const auto argument : arguments)
            (*statement)->bind(at++, argument);
        return (*statement)->run();
    };
    // Keys first: a leaf that is gone frees its key and stands in nobody's way.
    const std::pair<const char*, std::uint64_t> steps[] = {
        {"DELETE FROM leaf WHERE position>=?", count},
        {"UPDATE leaf SET value=old.value, next=old.next FROM"
         " (SELECT position, value, next, min(batch) FROM leaf_before WHERE batch>=?"
         " GROUP BY position) AS old WHERE old.position=leaf.position",
         batch},
        {"UPDATE page SET hashes=old.hashes FROM"
         " (SELECT id, hashes, min(batch) FROM page_before WHERE batch>=? GROUP BY id) AS old"
         " WHERE old.id=page.id",
         batch},
        {"DELETE FROM leaf_before WHERE batch>=?", batch},
        {"DELETE FROM page_before WHERE batch>=?", batch},
    };
    for (const auto& [sql, argument] : steps)
        if (auto done = run(sql, {argument}); !done) return done;
    // Pages that are about later leaves alone. Page i of group g begins at leaf i · 16^(g+1).
    constexpr unsigned kGroups = 12;  // 48 levels
    for (unsigned group = 0; group < kGroups; ++group) {
        const unsigned bits = 4 * (group + 1);
        const auto first = (count + (std::uint64_t{1} << bits) - 1) >> bits;
        if (auto done =
                run("DELETE FROM page WHERE id>=? AND id<?",
                    {place_of(4 * group, 16 * first).page, place_of(4 * (group + 1), 0).page});
            !done)
            return done;
    }
    return {};
}

bool TreeDatabase::step(Statement& statement)
{
    const auto row = statement.step();
    if (!row && !error_) error_ = row.error();
    return row.value_or(false);
}

void TreeDatabase::fail(const char* what)
{
    if (!error_)
        error_ = Error(ErrorCode::kCorrupt,
                       "damaged database " + database_.file().string() + " (" + what + ")");
}

void TreeDatabase::read_before(std::uint64_t index, state::Leaf& leaf)
{
    if (!batch_ || !step(select_leaf_before_->bind(0, index).bind(1, *batch_))) return;
    const auto value = select_leaf_before_->blob(0);
    const auto next = select_leaf_before_->blob(1);
    if (value.size() == Hash::kSize && next.size() == Hash::kSize) {
        leaf.value = fixed<Hash>(value);
        leaf.next = fixed<Hash>(next);
    } else {
        fail("an old leaf of the state tree");
    }
    select_leaf_before_->reset();
}

TreeDatabase::CachedLeaf& TreeDatabase::cached(std::uint64_t index)
{
    const auto [found, is_new] = leaves_.try_emplace(index);
    auto& entry = found->second;
    if (!is_new || !step(select_leaf_->bind(0, index))) return entry;
    const auto key = select_leaf_->blob(0);
    const auto value = select_leaf_->blob(1);
    const auto next = select_leaf_->blob(2);
    if (key.size() == Hash::kSize && value.size() == Hash::kSize && next.size() == Hash::kSize) {
        entry.leaf = {fixed<Hash>(key), fixed<Hash>(value), fixed<Hash>(next)};
        entry.exists = true;
    } else {
        fail("a leaf of the state tree");
    }
    select_leaf_->reset();
    read_before(index, entry.leaf);
    entry.stored = entry.leaf;
    return entry;
}

state::Leaf TreeDatabase::leaf(std::uint64_t index)
{
    const auto& entry = cached(index);
    if (!entry.exists && !entry.changed) fail("a missing leaf of the state tree");
    return entry.leaf;
}

state::IndexedLeaf TreeDatabase::floor(const Hash& key)
{
    std::optional<std::uint64_t> index;
    Hash floor_key;
    if (step(select_floor_->bind(0, key).bind(1, count_))) {
        index = select_floor_->number(0);
        if (const auto blob = select_floor_->blob(1); blob.size() == Hash::kSize)
            floor_key = fixed<Hash>(blob);
        select_floor_->reset();
    }
    if (const auto after = appended_.upper_bound(key); after != appended_.begin()) {
        const auto& [appended_key, position] = *std::prev(after);
        if (!index || appended_key > floor_key) index = position;
    }
    if (!index) {
        fail("the state tree has no sentinel");
        return {0, state::sentinel_leaf()};
    }
    return {*index, leaf(*index)};
}

std::uint64_t TreeDatabase::predecessor(const Hash& key)
{
    return floor(key).index;
}

std::optional<std::uint64_t> TreeDatabase::index_of(const Hash& key)
{
    const auto found = floor(key);
    if (found.leaf.key != key) return std::nullopt;
    return found.index;
}

TreeDatabase::Page& TreeDatabase::page(std::uint64_t id)
{
    const auto [found, is_new] = pages_.try_emplace(id);
    auto& entry = found->second;
    if (!is_new) return entry;
    auto* select = select_page_.get();
    if (batch_ && step(select_page_before_->bind(0, id).bind(1, *batch_)))
        select = select_page_before_.get();
    else if (!step(select_page_->bind(0, id)))
        return entry;
    const auto hashes = select->blob(0);
    if (hashes.size() == kPageNodes * Hash::kSize)
        std::ranges::copy(hashes, entry.nodes[0].data());
    else
        fail("nodes of the state tree");
    select->reset();
    entry.exists = true;
    entry.stored = entry.nodes;
    return entry;
}

Hash TreeDatabase::node(unsigned level, std::uint64_t position)
{
    const auto place = place_of(level, position);
    return page(place.page).nodes[place.slot];
}

void TreeDatabase::put_leaf(std::uint64_t index, const state::Leaf& leaf)
{
    auto& entry = cached(index);
    if (!entry.exists) appended_.emplace(leaf.key, index);
    entry.leaf = leaf;
    entry.changed = true;
}

void TreeDatabase::put_node(unsigned level, std::uint64_t position, const Hash& hash)
{
    const auto place = place_of(level, position);
    auto& entry = page(place.page);
    entry.nodes[place.slot] = hash;
    entry.changed = true;
}

Result<void> TreeDatabase::flush(std::uint64_t batch)
{
    if (error_) return std::unexpected(*error_);
    std::vector<std::uint64_t> order;
    for (const auto& [index, entry] : leaves_)
        if (entry.changed) order.push_back(index);
    std::ranges::sort(order);
    for (const auto index : order) {
        const auto& [leaf, stored, exists, changed] = leaves_.at(index);
        if (!exists) {
            insert_leaf_->bind(0, index).bind(1, leaf.key).bind(2, leaf.value).bind(3, leaf.next);
            if (auto done = insert_leaf_->run(); !done) return done;
            continue;
        }
        insert_leaf_before_->bind(0, index).bind(1, batch).bind(2, stored.value);
        if (auto done = insert_leaf_before_->bind(3, stored.next).run(); !done) return done;
        update_leaf_->bind(0, leaf.value).bind(1, leaf.next).bind(2, index);
        if (auto done = update_leaf_->run(); !done) return done;
    }
    order.clear();
    for (const auto& [id, entry] : pages_)
        if (entry.changed) order.push_back(id);
    std::ranges::sort(order);
    for (const auto id : order) {
        const auto& entry = pages_.at(id);
        if (entry.exists) {
            insert_page_before_->bind(0, id).bind(1, batch).bind(2, bytes_of(entry.stored));
            if (auto done = insert_page_before_->run(); !done) return done;
        }
        insert_page_->bind(0, id).bind(1, bytes_of(entry.nodes));
        if (auto done = insert_page_->run(); !done) return done;
    }
    discard();
    return {};
}

void TreeDatabase::discard()
{
    pages_.clear();
    leaves_.clear();
    appended_.clear();
}

}  // namespace archi::storage
