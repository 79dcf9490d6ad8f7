#pragma once
// A thin layer over SQLite 3: connections, statements, transactions. Total: every failure is an
// Error with kNoSpace, kCorrupt, kBusy, kPermission or kInternal and a sentence that names the
// file.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace archi::storage {

class Database;

/// A prepared statement. Parameters and columns count from 0. Lives at most as long as its
/// database.
class Statement {
public:
    Statement(Database& database, sqlite3_stmt* statement);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Blobs are not copied: they must live until the next reset.
    Statement& bind(int parameter, bytes_view blob);
    Statement& bind(int parameter, const Hash& blob)
    {
        return bind(parameter, bytes_view(blob.bytes));
    }
    /// Stored as a signed 64-bit integer; numbers from 2^63 on do not occur.
    Statement& bind(int parameter, std::uint64_t number);
    Statement& bind(int parameter, std::string_view text);

    /// True: a row is there. False: done, and reset.
    [[nodiscard]] Result<bool> step();
    /// Steps until done, and resets.
    [[nodiscard]] Result<void> run();
    /// Ready for the next binding; ends the read it holds open.
    void reset();

    [[nodiscard]] std::uint64_t number(int column) const;
    /// Valid until the next step or reset.
    [[nodiscard]] bytes_view blob(int column) const;
    [[nodiscard]] bool is_null(int column) const;

private:
    Database& database_;
    sqlite3_stmt* statement_;
};

enum class Access : std::uint8_t { kReadWrite, kReadOnly };

enum class Durability : std::uint8_t {
    kFull,    ///< a committed transaction survives a power cut (synchronous=FULL)
    kNormal,  ///< survives a crash of the process; a power cut may take the last ones, whole
};

struct DatabaseOptions {
    Access access = Access::kReadWrite;
    Durability durability = Durability::kFull;
    std::size_t cache_bytes = std::size_t{1} << 20U;
    int page_bytes = 4096;                  ///< counts only when the file is made
    std::uint64_t checkpoint_pages = 1000;  ///< WAL length that makes a commit checkpoint; 0: never
};

/// One connection, in WAL mode. Not for use by two threads at once.
class Database {
public:
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                                const DatabaseOptions& options);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs statements that give no rows, separated by ';'.
    [[nodiscard]] Result<void> execute(const char* sql);
    [[nodiscard]] Result<std::unique_ptr<Statement>> prepare(std::string_view sql);
    /// The first column of the first row.
    [[nodiscard]] Result<std::uint64_t> query_number(const char* sql);

    /// Brings the schema to `schemas.size()`, one transaction a step: schemas[i] leads from version
    /// i to i + 1. `application` marks whose file it is. Errors: kUnsupported for a newer version
    /// or a foreign file.
    [[nodiscard]] Result<void> migrate(std::uint32_t application,
                                       std::span<const char* const> schemas);
    /// SQLite's quick_check: every page is well-formed. Time is linear in the file's size.
    [[nodiscard]] Result<void> quick_check();
    /// Moves committed pages from the WAL to the file as far as readers allow. Never waits.
    [[nodiscard]] Result<void> checkpoint();
    /// A consistent copy of the last committed state into a new file, while others read and write.
    [[nodiscard]] Result<void> copy_to(const std::filesystem::path& file);

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }
    /// What SQLite last complained about, as an Error.
    [[nodiscard]] Error error(int result_code) const;

private:
    Database(sqlite3* handle, std::filesystem::path file);
    sqlite3* handle_;
    std::filesystem::path file_;
};

/// A write transaction: rolled back unless committed.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// After an error nothing of the transaction is stored.
    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace archi::storage
