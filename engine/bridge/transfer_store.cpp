#include "bridge/transfer_store.hpp"

#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "storage/codec.hpp"

namespace archi::bridge {
namespace {

constexpr std::uint32_t kApplication = 0x61727466;  // "artf"
constexpr const char* kSchema =
    "CREATE TABLE passage(id BLOB PRIMARY KEY NOT NULL, number INTEGER NOT NULL,"
    " unfinished INTEGER NOT NULL, source INTEGER NOT NULL, block INTEGER NOT NULL,"
    " destination INTEGER NOT NULL, arrival INTEGER NOT NULL, body BLOB NOT NULL);"
    "CREATE INDEX passage_number ON passage(number);"
    "CREATE INDEX passage_unfinished ON passage(unfinished, number);"
    "CREATE TABLE cursor(chain INTEGER PRIMARY KEY, block INTEGER NOT NULL, hash BLOB NOT NULL);";
constexpr const char* kSchemas[] = {kSchema};

Bytes encode(const Passage& passage)
{
    const auto& transfer = passage.transfer;
    storage::Encoder out;
    out.raw(transfer.id.bytes);
    out.number(transfer.from_chain);
    out.number(transfer.to_chain);
    out.raw(transfer.sender.bytes);
    out.raw(transfer.receiver.bytes);
    out.raw(transfer.asset.bytes);
    out.string(bytes_of(transfer.symbol));
    out.number(transfer.decimals);
    out.raw(transfer.amount.to_be().bytes);
    for (const auto& step : transfer.steps) {
        out.number(step ? 1 : 0);
        if (!step) continue;
        out.number(static_cast<std::uint64_t>(step->unix_ms));
        out.raw(step->transaction.bytes);
    }
    out.number(static_cast<std::uint64_t>(transfer.fate));
    out.string(bytes_of(transfer.reason));
    out.number(passage.message);
    out.number(passage.block);
    out.number(passage.arrival_block);
    out.string(passage.bundle);
    return out.take();
}

std::string text_of(bytes_view bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::optional<Passage> decode(bytes_view bytes)
{
    storage::Decoder in(bytes);
    Passage passage;
    auto& transfer = passage.transfer;
    transfer.id = in.fixed<Hash>();
    transfer.from_chain = in.number();
    transfer.to_chain = in.number();
    transfer.sender = in.fixed<Address>();
    transfer.receiver = in.fixed<Address>();
    transfer.asset = in.fixed<Hash>();
    transfer.symbol = text_of(in.string());
    transfer.decimals = static_cast<unsigned>(in.number());
    transfer.amount = u256::from_be(in.fixed<Hash>().bytes);
    for (auto& step : transfer.steps) {
        if (in.number() == 0) continue;
        step.emplace();
        step->unix_ms = static_cast<std::int64_t>(in.number());
        step->transaction = in.fixed<Hash>();
    }
    const auto fate = in.number();
    transfer.reason = text_of(in.string());
    passage.message = in.number();
    passage.block = in.number();
    passage.arrival_block = in.number();
    const auto bundle = in.string();
    passage.bundle.assign(bundle.begin(), bundle.end());
    if (!in.finished() || fate > static_cast<std::uint64_t>(Fate::kReturned)) return std::nullopt;
    transfer.fate = static_cast<Fate>(fate);
    return passage;
}

bool is_unfinished(const Transfer& transfer)
{
    if (transfer.fate == Fate::kFailed || transfer.fate == Fate::kReturned) return false;
    return !transfer.step(Stage::kArrived) || !transfer.step(Stage::kSettled);
}

}  // namespace

Hash deposit_id(std::uint64_t chain, const Hash& entry)
{
    Bytes packed(entry.begin(), entry.end());
    append_be(packed, chain, 8);
    return keccak256(packed);
}

Result<std::unique_ptr<TransferStore>> TransferStore::open(const std::filesystem::path& file)
{
    auto database = storage::Database::open(file, {});
    if (!database) return std::unexpected(database.error());
    if (auto done = (*database)->migrate(kApplication, kSchemas); !done)
        return std::unexpected(done.error());
    return std::unique_ptr<TransferStore>(new TransferStore(std::move(*database)));
}

Result<std::vector<Passage>> TransferStore::select(const std::string& rest) const
{
    const std::scoped_lock lock(mutex_);
    const auto statement = database_->prepare("SELECT body FROM passage " + rest);
    if (!statement) return std::unexpected(statement.error());
    std::vector<Passage> passages;
    for (;;) {
        const auto row = (*statement)->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return passages;
        auto passage = decode((*statement)->blob(0));
        if (!passage)
            return failure(ErrorCode::kCorrupt,
                           "a transfer in " + database_->file().string() + " cannot be read");
        passages.push_back(std::move(*passage));
    }
}

Result<std::optional<Passage>> TransferStore::find(const Hash& id) const
{
    auto found = select("WHERE id=x'" + hex::encode(id.bytes).substr(2) + "'");
    if (!found) return std::unexpected(found.error());
    if (found->empty()) return std::nullopt;
    return std::move(found->front());
}

Result<std::vector<Passage>> TransferStore::newest(std::size_t limit) const
{
    return select("ORDER BY number DESC LIMIT " + std::to_string(limit));
}

Result<std::vector<Passage>> TransferStore::unfinished() const
{
    return select("WHERE unfinished=1 ORDER BY number");
}

Result<Cursor> TransferStore::cursor(std::uint64_t chain) const
{
    const std::scoped_lock lock(mutex_);
    const auto statement = database_->prepare("SELECT block, hash FROM cursor WHERE chain=?");
    if (!statement) return std::unexpected(statement.error());
    const auto row = (*statement)->bind(0, chain).step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return Cursor{};
    const auto hash = (*statement)->blob(1);
    return Cursor{.block = (*statement)->number(0),
                  .hash = hash.size() == Hash::kSize ? fixed<Hash>(hash) : Hash{}};
}

Result<void> TransferStore::write(const Passage& passage)
{
    const auto statement = database_->prepare(
        "INSERT INTO passage VALUES(?1,(SELECT IFNULL(MAX(number)+1,0) FROM passage),?2,?3,?4,?5,"
        "?6,?7) ON CONFLICT(id) DO UPDATE SET unfinished=?2, source=?3, block=?4, destination=?5,"
        " arrival=?6, body=?7");
    if (!statement) return std::unexpected(statement.error());
    const auto& transfer = passage.transfer;
    const auto body = encode(passage);
    (*statement)->bind(0, transfer.id).bind(1, std::uint64_t{is_unfinished(transfer)});
    (*statement)->bind(2, transfer.from_chain).bind(3, passage.block);
    (*statement)->bind(4, transfer.to_chain).bind(5, passage.arrival_block).bind(6, body);
    return (*statement)->run();
}

Result<void> TransferStore::put(std::uint64_t chain, const Cursor& cursor,
                                const std::vector<Passage>& passages)
{
    const std::scoped_lock lock(mutex_);
    auto transaction = storage::Transaction::begin(*database_);
    if (!transaction) return std::unexpected(transaction.error());
    for (const auto& passage : passages)
        if (auto done = write(passage); !done) return done;
    const auto statement = database_->prepare("INSERT OR REPLACE INTO cursor VALUES(?,?,?)");
    if (!statement) return std::unexpected(statement.error());
    (*statement)->bind(0, chain).bind(1, cursor.block).bind(2, cursor.hash);
    if (auto done = (*statement)->run(); !done) return done;
    return transaction->commit();
}

Result<void> TransferStore::put(const Passage& passage)
{
    const std::scoped_lock lock(mutex_);
    return write(passage);
}

Result<void> TransferStore::roll_back(std::uint64_t chain, const Cursor& cursor)
{
    const auto after = std::to_string(cursor.block);
    const auto id = std::to_string(chain);
    auto undone = select("WHERE destination=" + id + " AND arrival>" + after);
    if (!undone) return std::unexpected(undone.error());
    std::vector<Passage> kept;
    for (auto& passage : *undone) {
        if (passage.transfer.from_chain == chain && passage.block > cursor.block) continue;
        passage.arrival_block = 0;
        passage.transfer.step(Stage::kArrived).reset();
        passage.transfer.fate = Fate::kUnderWay;
        passage.transfer.reason.clear();
        kept.push_back(std::move(passage));
    }
    {
        const std::scoped_lock lock(mutex_);
        const auto sql = "DELETE FROM passage WHERE source=" + id + " AND block>" + after;
        if (auto done = database_->execute(sql.c_str()); !done) return done;
    }
    return put(chain, cursor, kept);
}

}  // namespace archi::bridge
