// What must hold whatever goes wrong: the process killed at every failpoint, a full disk, damaged
// files.

#include <sys/resource.h>
#include <QProcess>
#include <QtTest>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <random>
#include <set>

#include "base/failpoint.hpp"
#include "base/hex.hpp"
#include "chain_folder.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"
#include "stf/batch.hpp"

using namespace archi;
using namespace archi::test;

namespace {

chain::Config fault_config()
{
    auto config = small_config();
    config.batch_time = config.block_time;
    return config;
}

/// Runs the chain in `folder`: sends, and tells on standard output which hashes were taken
/// ("taken") and which are in a stored block ("stored"). Ends by itself when all of it went well.
int run_child(const std::filesystem::path& folder)
{
    auto opened = chain::Chain::open(folder, fault_config());
    if (!opened) return 2;
    const auto chain = std::move(*opened);
    chain->start();
    const auto tell = [](const char* what, const Hash& hash) {
        std::printf("%s %s\n", what, hex::encode(hash.bytes).c_str());
        std::fflush(stdout);
    };
    for (int round = 0; round < 3; ++round) {
        std::vector<Hash> hashes;
        for (std::uint32_t i = 0; i < 4; ++i) {
            const auto nonce = chain->pending_nonce(person(i).address);
            const auto hash = chain->submit(sign(transfer(nonce, 1 + i), person(i)));
            if (!hash) return 3;
            tell("taken", *hash);
            hashes.push_back(*hash);
        }
        for (const auto& hash : hashes) {
            if (!chain->wait_for(hash, kPatience)) return 4;
            tell("stored", hash);
        }
        const auto batch = chain->head()->batch;
        if (!comes_true([&] { return chain->last_batch() >= batch; })) return 5;
    }
    chain->stop();
    return 0;
}

struct ChildRun {
    bool killed = false;
    int exit_code = 0;
    std::set<std::string> taken;
    std::set<std::string> stored;
};

ChildRun run(const std::filesystem::path& folder, const QString& failpoint)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!failpoint.isEmpty()) environment.insert("ARCHI_FAILPOINT", failpoint);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
                  {"--child", QString::fromStdString(folder.string())});
    process.waitForFinished(2 * static_cast<int>(kPatience.count()));
    ChildRun result;
    result.killed = process.exitStatus() == QProcess::CrashExit;
    result.exit_code = process.exitCode();
    const auto lines = process.readAllStandardOutput().split('\n');
    for (const auto& line : lines) {
        const auto words = line.split(' ');
        if (words.size() != 2) continue;
        (words[0] == "taken" ? result.taken : result.stored).insert(words[1].toStdString());
    }
    return result;
}

/// Everything that must be true of a chain, whatever happened to it before.
void check_chain(chain::Chain& chain, const ChildRun& before)
{
    for (const auto& text : before.stored) {
        const auto hash = fixed<Hash>(hex::decode(text).value());
        QVERIFY2(chain.find_transaction(hash).has_value(), "a stored transaction is lost");
    }
    for (const auto& text : before.taken) {
        const auto hash = fixed<Hash>(hex::decode(text).value());
        QVERIFY2(chain.find_transaction(hash) || chain.pooled(hash), "a taken transaction is lost");
    }
    std::set<Hash> seen;
    Hash parent;
    for (std::uint64_t number = 0; number <= chain.head()->header.number; ++number) {
        const auto block = chain.block(number);
        QVERIFY(block != nullptr);
        QVERIFY(block->header.parent_hash == parent);
        parent = block->hash;
        for (const auto& transaction : block->transactions)
            QVERIFY2(seen.insert(transaction.hash).second, "a transaction was repeated");
    }
}

void check_batches(chain::Chain& chain)
{
    chain.start();
    const auto nonce = chain.pending_nonce(person(7).address);
    const auto hash = chain.submit(sign(transfer(nonce), person(7)));
    QVERIFY(hash.has_value());
    QVERIFY(chain.wait_for(*hash, kPatience));
    const auto last = chain.head()->batch;
    QVERIFY(comes_true([&] { return chain.last_batch() >= last; }));
    chain.stop();
    Hash commitment;
    for (std::uint64_t number = 1; number <= last; ++number) {
        const auto record = chain.batch(number);
        QVERIFY(record.has_value());
        const auto input = chain.build_witness(number);
        QVERIFY2(input.has_value(), input ? "" : describe(input.error()).c_str());
        const auto output = stf::execute_batch(*input);
        QVERIFY(output.has_value());
        QVERIFY(output->commitment_after == record->commitment_after);
        if (number > 1) QVERIFY(record->commitment_before == commitment);
        commitment = record->commitment_after;
    }
}

void overwrite(const std::filesystem::path& file, std::uint64_t offset, const std::string& bytes)
{
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(offset));
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::uint32_t chosen_seed()
{
    const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                          ? qEnvironmentVariable("ARCHI_SEED").toUInt()
                          : std::random_device{}();
    qInfo("ARCHI_SEED=%u", seed);
    return seed;
}

}  // namespace

class FaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survives_a_kill_at_every_failpoint_data()
    {
        QTest::addColumn<QString>("failpoint");
        for (const auto* name : failpoint::names())
            for (const char* turn : {"1", "2"})
                QTest::addRow("%s:%s", name, turn) << QString("%1:%2").arg(name, turn);
    }

    void survives_a_kill_at_every_failpoint()
    {
        QFETCH(QString, failpoint);
        const ChainFolder folder;
        // Genesis is passed once in a folder's life; every other point comes again and again.
        const bool once = failpoint.startsWith("chain.genesis.") && failpoint.endsWith(":2");
        const auto result = run(folder.path(), failpoint);
        QCOMPARE(result.killed, !once);
        if (once) QCOMPARE(result.exit_code, 0);
        auto chain = folder.open(fault_config());
        QVERIFY2(chain.has_value(), chain ? "" : describe(chain.error()).c_str());
        check_chain(**chain, result);
        check_batches(**chain);
    }

    void puts_a_transaction_aside_in_which_the_process_ended_twice()
    {
        const ChainFolder folder;
        // Person 0's transfer is the first to run, and the process ends in it, twice.
        const auto first = run(folder.path(), "chain.block.in_execution");
        QVERIFY(first.killed);
        const auto again = run(folder.path(), "chain.block.in_execution");
        QVERIFY(again.killed);
        const auto chain = folder.open(fault_config()).value();
        chain->start();
        const auto refused = chain->submit(sign(transfer(0, 1), person(0)));
        QVERIFY(!refused.has_value());
        QVERIFY2(refused.error().sentence.find("put aside") != std::string::npos,
                 refused.error().sentence.c_str());
        const auto other = chain->submit(sign(transfer(0, 5), person(0)));
        QVERIFY(chain->wait_for(other.value(), kPatience));
    }

    void fails_with_a_cure_on_a_full_disk_and_goes_on_afterwards()
    {
        const ChainFolder folder;
        const auto chain = folder.open(fault_config()).value();
        chain->start();
        const auto first = chain->submit(sign(transfer(0), person(0))).value();
        QVERIFY(chain->wait_for(first, kPatience));

        // No file may grow any more: what a full disk does, for this process alone.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        getrlimit(RLIMIT_FSIZE, &limit);
        const auto free = limit.rlim_cur;
        limit.rlim_cur = 4096;
        setrlimit(RLIMIT_FSIZE, &limit);
        static_cast<void>(chain->submit(sign(transfer(1), person(0))));
        const bool failed =
            comes_true([&] { return chain->state().phase == chain::Phase::kFailed; });
        const auto state = chain->state();
        limit.rlim_cur = free;
        setrlimit(RLIMIT_FSIZE, &limit);

        QVERIFY(failed);
        QVERIFY2(state.detail.find("no space left") != std::string::npos, state.detail.c_str());
        QVERIFY(state.cure.find("Free some disk space") == 0);
        QVERIFY(chain->submit(sign(transfer(2), person(0))).error().code ==
                ErrorCode::kUnavailable);
        QVERIFY(chain->find_transaction(first).has_value());
        QVERIFY(chain->state_at(chain->head()->header.number)
                    ->value(state::account_key(person(0).address)) != Hash{});

        const auto second = stf::hash(sign(transfer(1), person(0)));
        chain->start();
        QVERIFY(chain->state().phase == chain::Phase::kRunning);
        QVERIFY(chain->wait_for(second, kPatience));
        check_batches(*chain);
    }

    void never_believes_a_damaged_chain_file()
    {
        std::mt19937 random(chosen_seed());
        const ChainFolder folder;
        QCOMPARE(run(folder.path(), {}).exit_code, 0);
        std::vector<Hash> hashes;
        {
            const auto chain = folder.open(fault_config()).value();
            for (std::uint64_t i = 0; i <= chain->head()->header.number; ++i)
                hashes.push_back(chain->block(i)->hash);
        }
        const auto file = folder.path() / "chain.db";
        const auto whole = file.string() + ".whole";
        std::filesystem::copy_file(file, whole);
        const auto size = std::filesystem::file_size(file);
        int refused = 0;
        for (int i = 0; i < 30; ++i) {
            std::filesystem::copy_file(whole, file,
                                       std::filesystem::copy_options::overwrite_existing);
            std::string garbage(1 + random() % 4096, '\0');
            for (auto& byte : garbage)
                byte = static_cast<char>(random());
            overwrite(file, random() % size, garbage);
            const auto chain = folder.open(fault_config());
            if (!chain) {
                ++refused;
                const auto code = chain.error().code;
                QVERIFY2(code == ErrorCode::kCorrupt || code == ErrorCode::kInvalidArgument ||
                             code == ErrorCode::kUnsupported || code == ErrorCode::kInternal,
                         describe(chain.error()).c_str());
                continue;
            }
            for (std::uint64_t number = 0; number < hashes.size(); ++number) {
                const auto block = (*chain)->block(number);
                if (block) QVERIFY(stf::hash(block->header) == hashes[number]);
            }
        }
        QVERIFY(refused > 0);
        std::ofstream(file, std::ios::trunc) << "not a database at all, but a text of some length";
        QVERIFY(folder.open(fault_config()).error().code == ErrorCode::kCorrupt);
    }

    void makes_a_damaged_index_again()
    {
        std::mt19937 random(chosen_seed());
        const ChainFolder folder;
        const auto result = run(folder.path(), {});
        QCOMPARE(result.exit_code, 0);
        const auto file = folder.path() / "index.db";
        for (int i = 0; i < 10; ++i) {
            std::string garbage(4096, '\0');
            for (auto& byte : garbage)
                byte = static_cast<char>(random());
            const auto pages = std::filesystem::file_size(file) / 4096;
            overwrite(file, random() % pages * 4096, garbage);
            auto chain = folder.open(fault_config());
            QVERIFY2(chain.has_value(), chain ? "" : describe(chain.error()).c_str());
            check_chain(**chain, result);
        }
        auto chain = folder.open(fault_config());
        check_batches(**chain);
    }

    void drops_the_damaged_end_of_a_journal()
    {
        const ChainFolder folder;
        {
            const auto chain = folder.open(fault_config()).value();
            chain->start();
            static_cast<void>(chain->submit(sign(transfer(1), person(0))).value());
            static_cast<void>(chain->submit(sign(transfer(1), person(1))).value());
        }
        const auto file = folder.path() / "mempool.journal";
        std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
        auto chain = folder.open(fault_config()).value();
        QCOMPARE(chain->pool_status().queued, 1U);
        chain.reset();
        std::ofstream(file, std::ios::trunc) << std::string(1000, '\xff');
        chain = folder.open(fault_config()).value();
        QCOMPARE(chain->pool_status().queued, 0U);
    }
};

int main(int count, char** arguments)
{
    if (count == 3 && std::string_view(arguments[1]) == "--child") return run_child(arguments[2]);
    const QCoreApplication application(count, arguments);
    FaultTest test;
    return QTest::qExec(&test, count, arguments);
}
#include "fault_test.moc"
