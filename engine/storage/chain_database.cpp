#include "storage/chain_database.hpp"

namespace archi::storage {

namespace {

constexpr std::uint32_t kApplication = 0x61726368;  // "arch"

// A block's small columns come first: SQLite reads a row only as far as it is asked to.
constexpr const char* kSchema =
    "CREATE TABLE block(number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, batch INTEGER NOT "
    "NULL,"
    " transactions INTEGER NOT NULL, cycles INTEGER NOT NULL, bloom BLOB NOT NULL,"
    " header BLOB NOT NULL, codes BLOB NOT NULL, body BLOB NOT NULL, receipts BLOB NOT NULL,"
    " writes BLOB NOT NULL);"
    "CREATE TABLE code(hash BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL);"
    "CREATE TABLE batch(number INTEGER PRIMARY KEY, record BLOB NOT NULL, pubdata BLOB NOT NULL);"
    "CREATE TABLE note(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;";
constexpr const char* kQueueSchema =
    "CREATE TABLE queue(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, deadline INTEGER NOT NULL,"
    " raw BLOB NOT NULL, block INTEGER);"
    "CREATE INDEX queue_block ON queue(block) WHERE block IS NOT NULL;";
constexpr const char* kSchemas[] = {kSchema, kQueueSchema};

constexpr const char* kSelectBlock =
    "SELECT hash, batch, transactions, cycles, bloom, header, body, receipts FROM block"
    " WHERE number=?";

constexpr const char* kStatements[] = {
    "INSERT INTO block VALUES(?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT OR IGNORE INTO code VALUES(?,?)",
    "INSERT INTO batch VALUES(?,?,?)",
    "INSERT OR REPLACE INTO note VALUES(?,?)",
    "SELECT max(number) FROM block",
    kSelectBlock,
    "SELECT hash, batch, transactions, cycles, header FROM block WHERE number=?",
    "SELECT bloom FROM block WHERE number=?",
    "SELECT codes, writes FROM block WHERE number=?",
    "SELECT number FROM block WHERE hash=?",
    "SELECT bytes FROM code WHERE hash=?",
    "SELECT max(number) FROM batch",
    "SELECT record, pubdata FROM batch WHERE number=?",
    "SELECT value FROM note WHERE name=?",
    "SELECT sum(transactions) FROM block",
    "DELETE FROM block WHERE number>?",
    "DELETE FROM batch WHERE number>?",
    "INSERT INTO queue VALUES(?,?,?,?,NULL)",
    "UPDATE queue SET block=? WHERE number>=? AND number<?",
    "UPDATE queue SET block=NULL WHERE block>?",
    "DELETE FROM queue WHERE number>=?",
    "SELECT (SELECT ifnull(max(number)+1, 0) FROM queue),"
    " (SELECT ifnull(max(number)+1, 0) FROM queue WHERE block IS NOT NULL)",
    "SELECT hash, deadline, raw FROM queue WHERE number=?",
    "SELECT hash FROM queue WHERE block>=? AND block<=? ORDER BY number",
};

enum Index : std::uint8_t {
    kInsertBlock,
    kInsertCode,
    kInsertBatch,
    kInsertNote,
    kLastBlock,
    kBlock,
    kSummary,
    kBloom,
    kEffects,
    kNumberOfHash,
    kCode,
    kLastBatch,
    kBatch,
    kNote,
    kCountTransactions,
    kDeleteBlocks,
    kDeleteBatches,
    kInsertQueue,
    kTakeQueue,
    kGiveQueueBack,
    kDeleteQueue,
    kQueueCounts,
    kQueueEntry,
    kQueueHashes,
    kStatementCount,
};
static_assert(std::size(kStatements) == kStatementCount);

Bytes copy(bytes_view bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::unexpected<Error> corrupt(const Database& database, const char* what)
{
    return failure(ErrorCode::kCorrupt,
                   "damaged database " + database.file().string() + " (" + what + ")");
}

}  // namespace

class ChainDatabase::Implementation {
public:
    std::unique_ptr<Database> database;
    std::unique_ptr<Statement> statements[kStatementCount];

    Statement& statement(Index index) { return *statements[index]; }

    /// Within a transaction.
    Result<void> insert(const BlockRow& row, std::span<const CodeRow> codes)
    {
        Bytes code_hashes;
        for (const auto& hash : row.codes)
            archi::append(code_hashes, hash.bytes);
        auto& block = statement(kInsertBlock);
        block.bind(0, row.number).bind(1, row.hash).bind(2, row.batch).bind(3, row.transactions);
        block.bind(4, row.cycles).bind(5, row.bloom).bind(6, row.header).bind(7, code_hashes);
        block.bind(8, row.body).bind(9, row.receipts).bind(10, row.writes);
        if (auto done = block.run(); !done) return done;
        for (const auto& code : codes)
            if (auto done = statement(kInsertCode).bind(0, code.hash).bind(1, code.code).run();
                !done)
                return done;
        if (row.queue_begin == row.queue_end) return {};
        auto& take = statement(kTakeQueue).bind(0, row.number);
        return take.bind(1, row.queue_begin).bind(2, row.queue_end).run();
    }

    /// Steps `statement`, gives `read` of its row, and resets it.
    template <typename T, typename Read>
    Result<std::optional<T>> one(Statement& statement, Read read)
    {
        const auto row = statement.step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return std::nullopt;
        Result<std::optional<T>> value = read(statement);
        statement.reset();
        return value;
    }
};

ChainDatabase::ChainDatabase(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

ChainDatabase::~ChainDatabase() = default;

Result<std::unique_ptr<ChainDatabase>> ChainDatabase::open(const std::filesystem::path& folder,
                                                           Access access)
{
    // Large pages: blocks are long rows that are written once. Checkpoints are the batcher's work;
    // the commit does one only when the batcher is far behind (64 MB).
    auto database = Database::open(folder / kFileName, {.access = access,
                                                        .durability = Durability::kFull,
                                                        .cache_bytes = std::size_t{1} << 20U,
                                                        .page_bytes = 8192,
                                                        .checkpoint_pages = 8192});
    if (!database) return std::unexpected(database.error());
    if (access == Access::kReadWrite)
        if (auto done = (*database)->migrate(kApplication, kSchemas); !done)
            return std::unexpected(done.error());
    auto implementation = std::make_unique<Implementation>();
    implementation->database = std::move(*database);
    for (std::size_t i = 0; i < kStatementCount; ++i) {
        auto statement = implementation->database->prepare(kStatements[i]);
        if (!statement) return std::unexpected(statement.error());
        implementation->statements[i] = std::move(*statement);
    }
    return std::unique_ptr<ChainDatabase>(new ChainDatabase(std::move(implementation)));
}

Result<void> ChainDatabase::append(const BlockRow& row, std::span<const CodeRow> codes)
{
    auto transaction = Transaction::begin(*implementation_->database);
    if (!transaction) return std::unexpected(transaction.error());
    if (auto done = implementation_->insert(row, codes); !done) return done;
    return transaction->commit();
}

Result<void> ChainDatabase::put_published(std::span<const BlockRow> rows,
                                          std::span<const CodeRow> codes, std::uint64_t batch,
                                          const BatchRow& record)
{
    auto transaction = Transaction::begin(*implementation_->database);
    if (!transaction) return std::unexpected(transaction.error());
    for (const auto& row : rows)
        if (auto done = implementation_->insert(row, codes); !done) return done;
    if (auto done = put_batch(batch, record.record, record.pubdata); !done) return done;
    return transaction->commit();
}

Result<void> ChainDatabase::cut(std::uint64_t last_block, std::uint64_t last_batch)
{
    auto& self = *implementation_;
    auto transaction = Transaction::begin(*self.database);
    if (!transaction) return std::unexpected(transaction.error());
    const std::pair<Index, std::uint64_t> steps[] = {
        {kDeleteBlocks, last_block}, {kDeleteBatches, last_batch}, {kGiveQueueBack, last_block}};
    for (const auto& [step, last] : steps)
        if (auto done = self.statement(step).bind(0, last).run(); !done) return done;
    return transaction->commit();
}

Result<void> ChainDatabase::put_queue(std::span<const QueueRow> rows)
{
    auto& self = *implementation_;
    auto transaction = Transaction::begin(*self.database);
    if (!transaction) return std::unexpected(transaction.error());
    for (const auto& row : rows) {
        auto& insert = self.statement(kInsertQueue).bind(0, row.number).bind(1, row.hash);
        if (auto done = insert.bind(2, row.deadline).bind(3, row.raw).run(); !done) return done;
    }
    return transaction->commit();
}

Result<void> ChainDatabase::cut_queue(std::uint64_t first)
{
    return implementation_->statement(kDeleteQueue).bind(0, first).run();
}

Result<std::pair<std::uint64_t, std::uint64_t>> ChainDatabase::queue_counts()
{
    using Counts = std::pair<std::uint64_t, std::uint64_t>;
    const auto counts =
        implementation_->one<Counts>(implementation_->statement(kQueueCounts), [](Statement& row) {
            return Result<std::optional<Counts>>(Counts{row.number(0), row.number(1)});
        });
    if (!counts) return std::unexpected(counts.error());
    return counts->value_or(Counts{});
}

Result<std::optional<QueueRow>> ChainDatabase::queue_entry(std::uint64_t number)
{
    auto& self = *implementation_;
    return self.one<QueueRow>(self.statement(kQueueEntry).bind(0, number),
                              [&](Statement& row) -> Result<std::optional<QueueRow>> {
                                  if (row.blob(0).size() != Hash::kSize)
                                      return corrupt(*self.database, "queue entry");
                                  return QueueRow{number, fixed<Hash>(row.blob(0)), row.number(1),
                                                  copy(row.blob(2))};
                              });
}

Result<std::vector<Hash>> ChainDatabase::queue_hashes(std::uint64_t first_block,
                                                      std::uint64_t last_block)
{
    auto& self = *implementation_;
    auto& select = self.statement(kQueueHashes).bind(0, first_block).bind(1, last_block);
    std::vector<Hash> hashes;
    for (;;) {
        const auto row = select.step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return hashes;
        if (select.blob(0).size() != Hash::kSize) {
            select.reset();
            return corrupt(*self.database, "queue entry");
        }
        hashes.push_back(fixed<Hash>(select.blob(0)));
    }
}

Result<void> ChainDatabase::put_batch(std::uint64_t number, bytes_view record, bytes_view pubdata)
{
    return implementation_->statement(kInsertBatch)
        .bind(0, number)
        .bind(1, record)
        .bind(2, pubdata)
        .run();
}

Result<void> ChainDatabase::put_note(std::string_view name, bytes_view value)
{
    return implementation_->statement(kInsertNote).bind(0, name).bind(1, value).run();
}

Result<std::optional<std::uint64_t>> ChainDatabase::last_block()
{
    return implementation_->one<std::uint64_t>(
        implementation_->statement(kLastBlock),
        [](Statement& row) -> Result<std::optional<std::uint64_t>> {
            if (row.is_null(0)) return std::nullopt;
            return row.number(0);
        });
}

Result<std::optional<BlockRow>> ChainDatabase::block(std::uint64_t number)
{
    auto& self = *implementation_;
    return self.one<BlockRow>(self.statement(kBlock).bind(0, number),
                              [&](Statement& row) -> Result<std::optional<BlockRow>> {
                                  if (row.blob(0).size() != Hash::kSize)
                                      return corrupt(*self.database, "block hash");
                                  BlockRow block;
                                  block.number = number;
                                  block.hash = fixed<Hash>(row.blob(0));
                                  block.batch = row.number(1);
                                  block.transactions = row.number(2);
                                  block.cycles = row.number(3);
                                  block.bloom = copy(row.blob(4));
                                  block.header = copy(row.blob(5));
                                  block.body = copy(row.blob(6));
                                  block.receipts = copy(row.blob(7));
                                  return block;
                              });
}

Result<std::optional<BlockSummary>> ChainDatabase::summary(std::uint64_t number)
{
    auto& self = *implementation_;
    return self.one<BlockSummary>(self.statement(kSummary).bind(0, number),
                                  [&](Statement& row) -> Result<std::optional<BlockSummary>> {
                                      if (row.blob(0).size() != Hash::kSize)
                                          return corrupt(*self.database, "block hash");
                                      return BlockSummary{number,        fixed<Hash>(row.blob(0)),
                                                          row.number(1), row.number(2),
                                                          row.number(3), copy(row.blob(4))};
                                  });
}

Result<std::optional<Bytes>> ChainDatabase::bloom(std::uint64_t number)
{
    return implementation_->one<Bytes>(
        implementation_->statement(kBloom).bind(0, number),
        [](Statement& row) -> Result<std::optional<Bytes>> { return copy(row.blob(0)); });
}

Result<std::optional<std::pair<Bytes, std::vector<Hash>>>> ChainDatabase::effects(
    std::uint64_t number)
{
    using Effects = std::pair<Bytes, std::vector<Hash>>;
    auto& self = *implementation_;
    return self.one<Effects>(self.statement(kEffects).bind(0, number),
                             [&](Statement& row) -> Result<std::optional<Effects>> {
                                 auto hashes = row.blob(0);
                                 if (hashes.size() % Hash::kSize != 0)
                                     return corrupt(*self.database, "code hashes");
                                 Effects effects;
                                 for (; !hashes.empty(); hashes = hashes.subspan(Hash::kSize))
                                     effects.second.push_back(fixed<Hash>(hashes));
                                 effects.first = copy(row.blob(1));
                                 return effects;
                             });
}

Result<std::optional<std::uint64_t>> ChainDatabase::block_number(const Hash& hash)
{
    return implementation_->one<std::uint64_t>(
        implementation_->statement(kNumberOfHash).bind(0, hash),
        [](Statement& row) -> Result<std::optional<std::uint64_t>> { return row.number(0); });
}

Result<std::optional<Bytes>> ChainDatabase::code(const Hash& hash)
{
    return implementation_->one<Bytes>(
        implementation_->statement(kCode).bind(0, hash),
        [](Statement& row) -> Result<std::optional<Bytes>> { return copy(row.blob(0)); });
}

Result<std::uint64_t> ChainDatabase::last_batch()
{
    auto last = implementation_->one<std::uint64_t>(
        implementation_->statement(kLastBatch),
        [](Statement& row) -> Result<std::optional<std::uint64_t>> { return row.number(0); });
    if (!last) return std::unexpected(last.error());
    return last->value_or(0);
}

Result<std::optional<BatchRow>> ChainDatabase::batch(std::uint64_t number)
{
    return implementation_->one<BatchRow>(implementation_->statement(kBatch).bind(0, number),
                                          [](Statement& row) -> Result<std::optional<BatchRow>> {
                                              return BatchRow{copy(row.blob(0)), copy(row.blob(1))};
                                          });
}

Result<std::optional<Bytes>> ChainDatabase::note(std::string_view name)
{
    return implementation_->one<Bytes>(
        implementation_->statement(kNote).bind(0, name),
        [](Statement& row) -> Result<std::optional<Bytes>> { return copy(row.blob(0)); });
}

Result<std::uint64_t> ChainDatabase::count_transactions()
{
    auto count = implementation_->one<std::uint64_t>(
        implementation_->statement(kCountTransactions),
        [](Statement& row) -> Result<std::optional<std::uint64_t>> { return row.number(0); });
    if (!count) return std::unexpected(count.error());
    return count->value_or(0);
}

Database& ChainDatabase::database()
{
    return *implementation_->database;
}

}  // namespace archi::storage
