// Batches that are taken back, and a process that ends in the middle of it.

#include <QProcess>
#include <QtTest>

#include "chain/replay.hpp"
#include "settling.hpp"

using namespace archi;
using namespace archi::test;

namespace {

chain::Config mainland_config()
{
    auto config = small_config();
    config.role = chain::Role::kMainland;
    return config;
}

/// Four batches, one transfer and one queue entry in each.
bool fill(chain::Chain& chain)
{
    for (std::uint64_t i = 0; i < 4; ++i) {
        const auto entry = queue_entry(i);
        if (!chain.enqueue(i, {&entry, 1}) || !sealed(chain, hash_of(entry))) return false;
        if (!send_and_seal(chain, i)) return false;
    }
    return true;
}

/// Everything that was sent is in a block once more.
bool has_all(chain::Chain& chain)
{
    for (std::uint64_t i = 0; i < 4; ++i)
        if (!sealed(chain, stf::hash(sign(transfer(i), person(0)))) ||
            !sealed(chain, hash_of(queue_entry(i))))
            return false;
    return chain.queue_taken() == 4;
}

/// Fills a chain, then takes back from batch 2 on, or the mainland's newest two blocks.
int run_child(const std::string& role, const std::filesystem::path& folder)
{
    const bool island = role == "island";
    auto opened = chain::Chain::open(folder, island ? settling_config() : mainland_config());
    if (!opened) return 2;
    const auto chain = std::move(*opened);
    chain->start();
    if (island) {
        if (!fill(*chain)) return 3;
        return chain->revert_batches(2) ? 0 : 4;
    }
    for (std::uint64_t nonce = 0; nonce < 4; ++nonce) {
        const auto hash = chain->submit(sign(transfer(nonce), person(0)));
        if (!hash || !chain->wait_for(*hash, kPatience)) return 3;
    }
    return chain->reorganize(2, chain::Chain::Undone::kWait) ? 0 : 4;
}

bool is_killed(const char* role, const std::filesystem::path& folder)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("ARCHI_FAILPOINT", "chain.cut.before_index");
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
                  {"--child", role, QString::fromStdString(folder.string())});
    process.waitForFinished(2 * static_cast<int>(kPatience.count()));
    return process.exitStatus() == QProcess::CrashExit;
}

}  // namespace

class RevertTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goes_back_to_the_batch_before_and_sequences_again_data()
    {
        QTest::addColumn<std::uint64_t>("first");
        QTest::addRow("everything") << std::uint64_t{1};
        QTest::addRow("some") << std::uint64_t{3};
    }

    void goes_back_to_the_batch_before_and_sequences_again()
    {
        QFETCH(std::uint64_t, first);
        const ChainFolder folder;
        auto chain = folder.open(settling_config()).value();
        chain->start();
        QVERIFY(fill(*chain));
        chain->stop();
        const auto last = chain->last_batch();
        QVERIFY(last > first);
        const auto kept = first == 1 ? 0 : chain->batch(first - 1)->last_block;
        const auto kept_hash = chain->block(kept)->hash;

        QVERIFY(chain->revert_batches(first));
        QCOMPARE(chain->last_batch(), first - 1);
        QCOMPARE(chain->head()->header.number, kept);
        QVERIFY(chain->head()->hash == kept_hash);
        QVERIFY(!chain->batch(first));
        QVERIFY(!chain->find_transaction(stf::hash(sign(transfer(3), person(0)))));
        QVERIFY(chain::replay(*chain, {}).has_value());

        chain->start();
        QVERIFY(has_all(*chain));
        QVERIFY(batches_are_sound(*chain));
        QVERIFY(chain::replay(*chain, {}).has_value());
        // What it left on disk is whole, too.
        chain.reset();
        chain = folder.open(settling_config()).value();
        chain->start();
        QVERIFY(send_and_seal(*chain, 4));
        QVERIFY(batches_are_sound(*chain));
    }

    void a_running_chain_runs_on()
    {
        const ChainFolder folder;
        const auto chain = folder.open(settling_config()).value();
        chain->start();
        QVERIFY(fill(*chain));
        QVERIFY(chain->revert_batches(2));
        QVERIFY(chain->state().phase == chain::Phase::kRunning);
        QVERIFY(has_all(*chain));
        QVERIFY(batches_are_sound(*chain));
    }

    void an_open_batch_can_go_alone()
    {
        const ChainFolder folder;
        auto config = settling_config();
        config.settlement.group = {};
        config.settlement.epoch_seconds = 0;
        config.batch_time = chain::milliseconds(3'600'000);
        const auto chain = folder.open(config).value();
        chain->start();
        const auto hash = chain->submit(sign(transfer(0), person(0))).value();
        QVERIFY(chain->wait_for(hash, kPatience));
        chain->stop();
        QVERIFY(chain->revert_batches(1));
        QCOMPARE(chain->head()->header.number, 0U);
        QVERIFY(chain->pooled(hash) != nullptr);
        chain->start();
        QVERIFY(chain->wait_for(hash, kPatience));
    }

    void refuses_what_is_not_there()
    {
        const ChainFolder folder;
        const auto chain = folder.open(settling_config()).value();
        chain->start();
        QVERIFY(send_and_seal(*chain, 0));
        const auto past = chain->last_batch() + 2;
        QCOMPARE(chain->revert_batches(0).error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(chain->revert_batches(past).error().code, ErrorCode::kInvalidArgument);
        QVERIFY(send_and_seal(*chain, 1));
        const ChainFolder shore;
        const auto mainland = shore.open(mainland_config()).value();
        QCOMPARE(mainland->revert_batches(1).error().code, ErrorCode::kUnsupported);
    }

    void survives_a_kill_in_the_middle()
    {
        const ChainFolder folder;
        QVERIFY(is_killed("island", folder.path()));
        const auto chain = folder.open(settling_config()).value();
        QCOMPARE(chain->last_batch(), 1U);
        QCOMPARE(chain->head()->header.number, chain->batch(1)->last_block);
        chain->start();
        QVERIFY(has_all(*chain));
        QVERIFY(batches_are_sound(*chain));
        QVERIFY(chain::replay(*chain, {}).has_value());
    }

    void a_mainland_survives_a_kill_in_the_middle_of_a_reorganization()
    {
        const ChainFolder folder;
        QVERIFY(is_killed("mainland", folder.path()));
        const auto chain = folder.open(mainland_config()).value();
        chain->start();
        for (std::uint64_t nonce = 0; nonce < 4; ++nonce)
            QVERIFY(chain->wait_for(stf::hash(sign(transfer(nonce), person(0))), kPatience));
        QVERIFY(chain::replay(*chain, {}).has_value());
    }
};

int main(int count, char** arguments)
{
    if (count == 4 && std::string_view(arguments[1]) == "--child")
        return run_child(arguments[2], arguments[3]);
    const QCoreApplication application(count, arguments);
    RevertTest test;
    return QTest::qExec(&test, count, arguments);
}
#include "revert_test.moc"
