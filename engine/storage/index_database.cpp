#include "storage/index_database.hpp"

#include "base/failpoint.hpp"

namespace archi::storage {

namespace {

constexpr std::uint32_t kApplication = 0x61726369;  // "arci"

constexpr const char* kSchema =
    "CREATE TABLE version(key BLOB NOT NULL, block INTEGER NOT NULL, value BLOB NOT NULL,"
    " PRIMARY KEY(key, block DESC)) WITHOUT ROWID;"
    "CREATE TABLE place(hash BLOB PRIMARY KEY NOT NULL, block INTEGER NOT NULL,"
    " position INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE mark(name TEXT PRIMARY KEY NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE leaf(position INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL,"
    " next BLOB NOT NULL);"
    "CREATE TABLE leaf_before(position INTEGER NOT NULL, batch INTEGER NOT NULL,"
    " value BLOB NOT NULL, next BLOB NOT NULL, PRIMARY KEY(position, batch)) WITHOUT ROWID;"
    "CREATE TABLE page(id INTEGER PRIMARY KEY, hashes BLOB NOT NULL);"
    "CREATE TABLE page_before(id INTEGER NOT NULL, batch INTEGER NOT NULL, hashes BLOB NOT NULL,"
    " UNIQUE(id, batch));";
constexpr const char* kMessages =
    "CREATE TABLE message(number INTEGER PRIMARY KEY, block INTEGER NOT NULL, leaf BLOB NOT NULL);"
    "CREATE INDEX message_block ON message(block);";
constexpr const char* kSchemas[] = {kSchema, kMessages};

constexpr std::string_view kBlockMark = "block";

}  // namespace

class IndexDatabase::Implementation {
public:
    std::unique_ptr<Database> database;
    std::unique_ptr<Statement> insert_version;
    std::unique_ptr<Statement> insert_place;
    std::unique_ptr<Statement> insert_mark;
    std::unique_ptr<Statement> insert_message;
    std::unique_ptr<Statement> delete_messages;
    std::unique_ptr<Statement> select_messages;
    std::unique_ptr<Statement> delete_versions;
    std::unique_ptr<Statement> delete_places;
    std::unique_ptr<Statement> select_value;
    std::unique_ptr<Statement> select_place;
    std::unique_ptr<Statement> select_mark;

    Result<void> prepare()
    {
        const std::pair<std::unique_ptr<Statement>*, const char*> all[] = {
            {&insert_version, "INSERT INTO version VALUES(?,?,?)"},
            {&insert_place, "INSERT INTO place VALUES(?,?,?)"},
            {&insert_mark, "INSERT OR REPLACE INTO mark VALUES(?,?)"},
            {&insert_message, "INSERT INTO message VALUES(?,?,?)"},
            {&delete_messages, "DELETE FROM message WHERE block>?"},
            {&select_messages,
             "SELECT number, block, leaf FROM message WHERE number>=? AND number<? ORDER BY "
             "number"},
            {&delete_versions, "DELETE FROM version WHERE block>?"},
            {&delete_places, "DELETE FROM place WHERE block>?"},
            {&select_value,
             "SELECT value FROM version WHERE key=? AND block<=? ORDER BY key, block DESC LIMIT 1"},
            {&select_place, "SELECT block, position FROM place WHERE hash=?"},
            {&select_mark, "SELECT number FROM mark WHERE name=?"},
        };
        for (const auto& [statement, sql] : all) {
            auto prepared = database->prepare(sql);
            if (!prepared) return std::unexpected(prepared.error());
            *statement = std::move(*prepared);
        }
        return {};
    }
};

IndexDatabase::IndexDatabase(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

IndexDatabase::~IndexDatabase() = default;

Result<std::unique_ptr<IndexDatabase>> IndexDatabase::open(const std::filesystem::path& folder,
                                                           Access access)
{
    auto database = Database::open(
        folder / kFileName, {.access = access,
                             .durability = Durability::kNormal,
                             .cache_bytes = access == Access::kReadWrite ? std::size_t{4} << 20U
                                                                         : std::size_t{1} << 20U,
                             .page_bytes = 4096,
                             .checkpoint_pages = 4096});
    if (!database) return std::unexpected(database.error());
    if (access == Access::kReadWrite)
        if (auto done = (*database)->migrate(kApplication, kSchemas); !done)
            return std::unexpected(done.error());
    auto implementation = std::make_unique<Implementation>();
    implementation->database = std::move(*database);
    if (auto done = implementation->prepare(); !done) return std::unexpected(done.error());
    return std::unique_ptr<IndexDatabase>(new IndexDatabase(std::move(implementation)));
}

Result<void> IndexDatabase::add(std::span<const Version> versions, std::span<const Place> places,
                                std::span<const MessagePlace> messages, std::uint64_t last_block)
{
    auto& self = *implementation_;
    auto transaction = Transaction::begin(*self.database);
    if (!transaction) return std::unexpected(transaction.error());
    for (const auto& version : versions) {
        const auto value = version.value.is_zero() ? bytes_view{} : bytes_view(version.value.bytes);
        self.insert_version->bind(0, version.key).bind(1, version.block).bind(2, value);
        if (auto done = self.insert_version->run(); !done) return done;
    }
    for (const auto& place : places) {
        self.insert_place->bind(0, place.transaction).bind(1, place.block);
        self.insert_place->bind(2, std::uint64_t{place.position});
        if (auto done = self.insert_place->run(); !done) return done;
    }
    for (const auto& message : messages) {
        self.insert_message->bind(0, message.number).bind(1, message.block).bind(2, message.leaf);
        if (auto done = self.insert_message->run(); !done) return done;
    }
    if (auto done = set_mark(kBlockMark, last_block); !done) return done;
    ARCHI_FAILPOINT("chain.index.before_commit");
    if (auto done = transaction->commit(); !done) return done;
    ARCHI_FAILPOINT("chain.index.after_commit");
    return {};
}

Result<void> IndexDatabase::cut(std::uint64_t last_block)
{
    auto& self = *implementation_;
    const auto indexed = this->last_block();
    if (!indexed) return std::unexpected(indexed.error());
    if (indexed->value_or(0) <= last_block) return {};
    auto transaction = Transaction::begin(*self.database);
    if (!transaction) return std::unexpected(transaction.error());
    for (auto* statement :
         {self.delete_versions.get(), self.delete_places.get(), self.delete_messages.get()})
        if (auto done = statement->bind(0, last_block).run(); !done) return done;
    if (auto done = set_mark(kBlockMark, last_block); !done) return done;
    return transaction->commit();
}

Result<std::optional<std::uint64_t>> IndexDatabase::last_block()
{
    return mark(kBlockMark);
}

Result<std::optional<Hash>> IndexDatabase::value(const Hash& key, std::uint64_t block)
{
    auto& select = *implementation_->select_value;
    const auto row = select.bind(0, key).bind(1, block).step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    const auto blob = select.blob(0);
    const bool fits = blob.empty() || blob.size() == Hash::kSize;
    const auto value = fits && !blob.empty() ? fixed<Hash>(blob) : Hash{};
    select.reset();
    if (!fits)
        return failure(ErrorCode::kCorrupt, "damaged database " +
                                                implementation_->database->file().string() +
                                                " (length of a state value)");
    return value;
}

Result<std::optional<Place>> IndexDatabase::place(const Hash& transaction)
{
    auto& select = *implementation_->select_place;
    const auto row = select.bind(0, transaction).step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    const Place place{transaction, select.number(0), static_cast<std::uint32_t>(select.number(1))};
    select.reset();
    return place;
}

Result<std::vector<MessagePlace>> IndexDatabase::messages(std::uint64_t first, std::uint64_t end)
{
    auto& select = *implementation_->select_messages;
    select.bind(0, first).bind(1, end);
    std::vector<MessagePlace> places;
    for (;;) {
        const auto row = select.step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return places;
        const auto leaf = select.blob(2);
        if (leaf.size() != Hash::kSize) {
            select.reset();
            return failure(ErrorCode::kCorrupt, "damaged database " +
                                                    implementation_->database->file().string() +
                                                    " (length of a message's leaf)");
        }
        places.push_back({select.number(0), select.number(1), fixed<Hash>(leaf)});
    }
}

Result<std::optional<std::uint64_t>> IndexDatabase::mark(std::string_view name)
{
    auto& select = *implementation_->select_mark;
    const auto row = select.bind(0, name).step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    const auto number = select.number(0);
    select.reset();
    return number;
}

Result<void> IndexDatabase::set_mark(std::string_view name, std::uint64_t number)
{
    return implementation_->insert_mark->bind(0, name).bind(1, number).run();
}

Database& IndexDatabase::database()
{
    return *implementation_->database;
}

}  // namespace archi::storage
