#include "storage/database.hpp"

#include <sqlite3.h>
#include <sys/resource.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "base/assert.hpp"

namespace archi::storage {

namespace {

/// How long a connection waits for a lock that another one holds, in milliseconds.
constexpr int kBusyTimeout = 10'000;

/// `ulimit -f`: space that is not given, too.
bool file_size_is_limited()
{
    rlimit limit{};
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

ErrorCode code_of(int result_code, int system_error)
{
    switch (result_code & 0xff) {
        case SQLITE_FULL:
            return ErrorCode::kNoSpace;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::kCorrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::kBusy;
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
            return ErrorCode::kPermission;
        case SQLITE_IOERR:
            if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
                return ErrorCode::kNoSpace;
            // SQLite forgets the system's error when a commit fails; ENOSPC it reports as
            // SQLITE_FULL.
            if (result_code == SQLITE_IOERR_WRITE && file_size_is_limited())
                return ErrorCode::kNoSpace;
            return result_code == SQLITE_IOERR_CORRUPTFS ? ErrorCode::kCorrupt
                                                         : ErrorCode::kInternal;
        default:
            return ErrorCode::kInternal;
    }
}

const char* sentence_of(ErrorCode code)
{
    switch (code) {
        case ErrorCode::kNoSpace:
            return "no space left for";
        case ErrorCode::kCorrupt:
            return "damaged database";
        case ErrorCode::kBusy:
            return "another process holds";
        case ErrorCode::kPermission:
            return "cannot open or write";
        default:
            return "cannot work with";
    }
}

}  // namespace

// -- Statement
// ---------------------------------------------------------------------------------------

Statement::Statement(Database& database, sqlite3_stmt* statement)
    : database_(database), statement_(statement)
{
}

Statement::~Statement()
{
    sqlite3_finalize(statement_);
}

Statement& Statement::bind(int parameter, bytes_view blob)
{
    // A null pointer would bind NULL instead of an empty blob.
    static constexpr std::uint8_t kNothing = 0;
    sqlite3_bind_blob64(statement_, parameter + 1, blob.empty() ? &kNothing : blob.data(),
                        blob.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bind(int parameter, std::uint64_t number)
{
    sqlite3_bind_int64(statement_, parameter + 1, static_cast<sqlite3_int64>(number));
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text)
{
    sqlite3_bind_text64(statement_, parameter + 1, text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(statement_);
        return false;
    }
    auto error = database_.error(code);
    sqlite3_reset(statement_);
    return std::unexpected(std::move(error));
}

Result<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(statement_);
}

std::uint64_t Statement::number(int column) const
{
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
}

bytes_view Statement::blob(int column) const
{
    const void* data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    if (data == nullptr || size <= 0) return {};
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

// -- Database
// ----------------------------------------------------------------------------------------

Database::Database(sqlite3* handle, std::filesystem::path file)
    : handle_(handle), file_(std::move(file))
{
}

Database::~Database()
{
    sqlite3_close_v2(handle_);
}

Error Database::error(int result_code) const
{
    const auto code = code_of(result_code, sqlite3_system_errno(handle_));
    return {code, std::string(sentence_of(code)) + " " + file_.string() + " (" +
                      sqlite3_errmsg(handle_) + ")"};
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file,
                                                 const DatabaseOptions& options)
{
    sqlite3* handle = nullptr;
    const bool writes = options.access == Access::kReadWrite;
    // Read-only use still opens for writing: a WAL's shared memory cannot be made otherwise.
    const int flags = SQLITE_OPEN_READWRITE | (writes ? SQLITE_OPEN_CREATE : 0) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    if (handle == nullptr)
        return failure(ErrorCode::kInternal, "out of memory while opening " + file.string());
    std::unique_ptr<Database> database(new Database(handle, file));
    if (code != SQLITE_OK) return std::unexpected(database->error(code));
    sqlite3_busy_timeout(handle, kBusyTimeout);

    std::array<char, 512> sql{};
    const int length = std::snprintf(
        sql.data(), sql.size(),
        "PRAGMA page_size=%d; PRAGMA journal_mode=WAL; PRAGMA synchronous=%s;"
        "PRAGMA cache_size=-%llu; PRAGMA wal_autocheckpoint=%llu;"
        "PRAGMA journal_size_limit=16777216; PRAGMA temp_store=MEMORY;"
        "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; %s",
        options.page_bytes, options.durability == Durability::kFull ? "FULL" : "NORMAL",
        static_cast<unsigned long long>(options.cache_bytes / 1024),
        static_cast<unsigned long long>(options.checkpoint_pages),
        writes ? "" : "PRAGMA query_only=ON;");
    ARCHI_ASSERT(length > 0 && static_cast<std::size_t>(length) < sql.size());
    if (auto done = database->execute(sql.data()); !done) return std::unexpected(done.error());
    return database;
}

Result<void> Database::execute(const char* sql)
{
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return std::unexpected(error(code));
    return {};
}

Result<std::unique_ptr<Statement>> Database::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return std::unexpected(error(code));
    return std::make_unique<Statement>(*this, statement);
}

Result<std::uint64_t> Database::query_number(const char* sql)
{
    auto statement = prepare(sql);
    if (!statement) return std::unexpected(statement.error());
    const auto row = (*statement)->step();
    if (!row) return std::unexpected(row.error());
    return *row ? (*statement)->number(0) : 0;
}

Result<void> Database::migrate(std::uint32_t application, std::span<const char* const> schemas)
{
    const auto version = query_number("PRAGMA user_version");
    if (!version) return std::unexpected(version.error());
    const auto owner = query_number("PRAGMA application_id");
    if (!owner) return std::unexpected(owner.error());
    const auto tables = query_number("SELECT count(*) FROM sqlite_schema");
    if (!tables) return std::unexpected(tables.error());
    if (*tables != 0 && *owner != application)
        return failure(ErrorCode::kUnsupported,
                       file_.string() + " is a database of another program; move it away");
    if (*version > schemas.size())
        return failure(ErrorCode::kUnsupported,
                       file_.string() + " was written by a newer version (schema " +
                           std::to_string(*version) + ", this program knows " +
                           std::to_string(schemas.size()) + "); update this program");
    for (auto step = *version; step < schemas.size(); ++step) {
        auto transaction = Transaction::begin(*this);
        if (!transaction) return std::unexpected(transaction.error());
        if (auto done = execute(schemas[step]); !done) return done;
        const auto marks = "PRAGMA user_version=" + std::to_string(step + 1) +
                           "; PRAGMA application_id=" + std::to_string(application);
        if (auto done = execute(marks.c_str()); !done) return done;
        if (auto done = transaction->commit(); !done) return done;
    }
    return {};
}

Result<void> Database::quick_check()
{
    auto statement = prepare("PRAGMA quick_check(1)");
    if (!statement) return std::unexpected(statement.error());
    const auto row = (*statement)->step();
    if (!row) return std::unexpected(row.error());
    const auto text = *row ? (*statement)->blob(0) : bytes_view{};
    const std::string answer(text.begin(), text.end());
    if (answer != "ok")
        return failure(ErrorCode::kCorrupt,
                       "damaged database " + file_.string() + " (" + answer + ")");
    return {};
}

Result<void> Database::checkpoint()
{
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
        return std::unexpected(error(code));
    return {};
}

Result<void> Database::copy_to(const std::filesystem::path& file)
{
    sqlite3* handle = nullptr;
    const int opened = sqlite3_open_v2(
        file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE,
        nullptr);
    if (handle == nullptr)
        return failure(ErrorCode::kInternal, "out of memory while opening " + file.string());
    const Database copy(handle, file);
    if (opened != SQLITE_OK) return std::unexpected(copy.error(opened));
    auto* backup = sqlite3_backup_init(handle, "main", handle_, "main");
    if (backup == nullptr) return std::unexpected(copy.error(sqlite3_errcode(handle)));
    // All pages in one step: one read transaction, which in WAL mode stops nobody from writing.
    sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (finished != SQLITE_OK) return std::unexpected(copy.error(finished));
    return {};
}

// -- Transaction
// -------------------------------------------------------------------------------------

Result<Transaction> Transaction::begin(Database& database)
{
    if (auto done = database.execute("BEGIN IMMEDIATE"); !done)
        return std::unexpected(done.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr))
{
}

Transaction::~Transaction()
{
    // An error may have rolled it back already; then this is an error too, and means nothing.
    if (database_ != nullptr) static_cast<void>(database_->execute("ROLLBACK"));
}

Result<void> Transaction::commit()
{
    if (auto done = database_->execute("COMMIT"); !done) return done;
    database_ = nullptr;
    return {};
}

}  // namespace archi::storage
