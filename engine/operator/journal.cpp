#include "operator/journal.hpp"

#include <string>

namespace archi::settlement {
namespace {

constexpr std::uint32_t kApplication = 0x61726f70;  // "arop"
constexpr const char* kSchema =
    "CREATE TABLE sent(id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, step INTEGER NOT NULL,"
    " sender BLOB NOT NULL, nonce INTEGER NOT NULL, raw BLOB NOT NULL, call BLOB NOT NULL,"
    " priority_fee BLOB NOT NULL, max_fee BLOB NOT NULL, sent_unix_ms INTEGER NOT NULL,"
    " fate INTEGER NOT NULL, block INTEGER NOT NULL, block_hash BLOB NOT NULL,"
    " gas_used INTEGER NOT NULL, gas_price BLOB NOT NULL);"
    "CREATE INDEX sent_fate ON sent(fate, block);"
    "CREATE INDEX sent_nonce ON sent(sender, nonce);"
    "CREATE TABLE part(chain INTEGER NOT NULL, batch INTEGER NOT NULL, id INTEGER NOT NULL,"
    " PRIMARY KEY(chain, batch, id)) WITHOUT ROWID;";
constexpr const char* kSchemas[] = {kSchema};
constexpr std::uint64_t kSteps = 4;
constexpr std::uint64_t kFates = 4;

template <typename Fixed>
Fixed fixed_or_zero(bytes_view blob)
{
    return blob.size() == Fixed::kSize ? fixed<Fixed>(blob) : Fixed{};
}

/// nullopt for a row that this program does not write.
std::optional<Sent> read(const storage::Statement& row)
{
    if (row.number(1) >= kSteps || row.number(9) >= kFates) return std::nullopt;
    Sent sent;
    sent.hash = fixed_or_zero<Hash>(row.blob(0));
    sent.step = static_cast<Step>(row.number(1));
    sent.sender = fixed_or_zero<Address>(row.blob(2));
    sent.nonce = row.number(3);
    sent.raw = {row.blob(4).begin(), row.blob(4).end()};
    sent.call = fixed_or_zero<Hash>(row.blob(5));
    sent.priority_fee = u256::from_be(fixed_or_zero<Hash>(row.blob(6)));
    sent.max_fee = u256::from_be(fixed_or_zero<Hash>(row.blob(7)));
    sent.sent_unix_ms = static_cast<std::int64_t>(row.number(8));
    sent.fate = static_cast<Fate>(row.number(9));
    sent.block = row.number(10);
    sent.block_hash = fixed_or_zero<Hash>(row.blob(11));
    sent.gas_used = row.number(12);
    sent.gas_price = u256::from_be(fixed_or_zero<Hash>(row.blob(13)));
    return sent;
}

}  // namespace

const char* to_string(Step step)
{
    switch (step) {
        case Step::kCommit:
            return "commit";
        case Step::kProve:
            return "prove";
        case Step::kExecute:
            return "execute";
        default:
            return "revert";
    }
}

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& file)
{
    auto database = storage::Database::open(file, {});
    if (!database) return std::unexpected(database.error());
    if (auto done = (*database)->migrate(kApplication, kSchemas); !done)
        return std::unexpected(done.error());
    return std::unique_ptr<Journal>(new Journal(std::move(*database)));
}

Result<std::vector<Sent>> Journal::select(const char* where, const Bind& bind) const
{
    const std::scoped_lock lock(mutex_);
    const auto statement = database_->prepare(
        std::string("SELECT hash, step, sender, nonce, raw, call, priority_fee, max_fee,"
                    " sent_unix_ms, fate, block, block_hash, gas_used, gas_price FROM sent ") +
        where);
    if (!statement) return std::unexpected(statement.error());
    bind(**statement);
    std::vector<Sent> rows;
    for (;;) {
        const auto more = (*statement)->step();
        if (!more) return std::unexpected(more.error());
        if (!*more) return rows;
        auto row = read(**statement);
        if (!row)
            return failure(ErrorCode::kCorrupt, "damaged database " + database_->file().string());
        rows.push_back(std::move(*row));
    }
}

Result<void> Journal::run(const char* sql, const Bind& bind) const
{
    const auto statement = database_->prepare(sql);
    if (!statement) return std::unexpected(statement.error());
    bind(**statement);
    return (*statement)->run();
}

Result<void> Journal::put(const Sent& sent, std::span<const Part> parts)
{
    const std::scoped_lock lock(mutex_);
    auto transaction = storage::Transaction::begin(*database_);
    if (!transaction) return std::unexpected(transaction.error());
    const auto priority_fee = sent.priority_fee.to_be();
    const auto max_fee = sent.max_fee.to_be();
    const auto gas_price = sent.gas_price.to_be();
    auto done =
        run("INSERT INTO sent(hash, step, sender, nonce, raw, call, priority_fee, max_fee,"
            " sent_unix_ms, fate, block, block_hash, gas_used, gas_price)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [&](storage::Statement& row) {
                row.bind(0, sent.hash).bind(1, static_cast<std::uint64_t>(sent.step));
                row.bind(2, bytes_view(sent.sender.bytes)).bind(3, sent.nonce);
                row.bind(4, bytes_view(sent.raw)).bind(5, sent.call);
                row.bind(6, priority_fee).bind(7, max_fee);
                row.bind(8, static_cast<std::uint64_t>(sent.sent_unix_ms));
                row.bind(9, static_cast<std::uint64_t>(sent.fate)).bind(10, sent.block);
                row.bind(11, sent.block_hash).bind(12, sent.gas_used).bind(13, gas_price);
            });
    for (const auto& part : parts) {
        if (!done) break;
        done = run("INSERT INTO part SELECT ?, ?, id FROM sent WHERE hash=?",
                   [&](storage::Statement& row) {
                       row.bind(0, part.chain_id).bind(1, part.batch).bind(2, sent.hash);
                   });
    }
    if (!done) return done;
    return transaction->commit();
}

Result<std::vector<Sent>> Journal::waiting(const Address& sender) const
{
    return select("WHERE sender=? AND fate=0 ORDER BY nonce, id DESC",
                  [&](storage::Statement& row) { row.bind(0, bytes_view(sender.bytes)); });
}

Result<std::vector<Sent>> Journal::of_nonce(const Address& sender, std::uint64_t nonce) const
{
    return select("WHERE sender=? AND nonce=? ORDER BY id DESC", [&](storage::Statement& row) {
        row.bind(0, bytes_view(sender.bytes)).bind(1, nonce);
    });
}

Result<std::vector<Sent>> Journal::included_since(std::uint64_t block) const
{
    return select("WHERE fate IN (1, 2) AND block>=? ORDER BY id",
                  [&](storage::Statement& row) { row.bind(0, block); });
}

Result<void> Journal::include(const l1::Receipt& receipt)
{
    const std::scoped_lock lock(mutex_);
    const auto gas_price = receipt.gas_price.to_be();
    return run(
        "UPDATE sent SET fate=?, block=?, block_hash=?, gas_used=?, gas_price=? WHERE hash=?",
        [&](storage::Statement& row) {
            row.bind(
                0, static_cast<std::uint64_t>(receipt.succeeded ? Fate::kIncluded : Fate::kFailed));
            row.bind(1, receipt.block).bind(2, receipt.block_hash);
            row.bind(3, receipt.gas_used).bind(4, gas_price).bind(5, receipt.transaction);
        });
}

Result<void> Journal::set_fate(const Hash& hash, Fate fate)
{
    const std::scoped_lock lock(mutex_);
    return run("UPDATE sent SET fate=? WHERE hash=?", [&](storage::Statement& row) {
        row.bind(0, static_cast<std::uint64_t>(fate)).bind(1, hash);
    });
}

Result<std::vector<Part>> Journal::parts(const Hash& hash) const
{
    const std::scoped_lock lock(mutex_);
    const auto statement =
        database_->prepare("SELECT chain, batch FROM part JOIN sent USING(id) WHERE hash=?");
    if (!statement) return std::unexpected(statement.error());
    (*statement)->bind(0, hash);
    std::vector<Part> parts;
    for (;;) {
        const auto more = (*statement)->step();
        if (!more) return std::unexpected(more.error());
        if (!*more) return parts;
        parts.push_back({(*statement)->number(0), (*statement)->number(1)});
    }
}

Result<std::vector<Sent>> Journal::of_batch(const Part& part) const
{
    return select("JOIN part USING(id) WHERE chain=? AND batch=? AND fate<>3 ORDER BY id",
                  [&](storage::Statement& row) { row.bind(0, part.chain_id).bind(1, part.batch); });
}

}  // namespace archi::settlement
