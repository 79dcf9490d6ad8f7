// The queue from the L1: every entry once, in order, before everything else.

#include <QProcess>
#include <QtTest>

#include "base/failpoint.hpp"
#include "chain/replay.hpp"
#include "settling.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"
#include "stf/flows.hpp"
#include "stf/output.hpp"

using namespace archi;
using namespace archi::test;

namespace {

u256 balance_of(const chain::Chain& chain, std::uint32_t index)
{
    const auto state = chain.state_at(chain.head()->header.number);
    const auto value = state->value(state::account_key(person(index).address));
    return state::unpack_account(value).value().balance;
}

ErrorCode error_of(const Result<void>& result)
{
    return result ? ErrorCode::kInternal : result.error().code;
}

/// Takes entry 0 and waits until it is in a batch.
int run_child(const std::filesystem::path& folder)
{
    auto opened = chain::Chain::open(folder, settling_config());
    if (!opened) return 2;
    const auto chain = std::move(*opened);
    const auto entry = queue_entry(0);
    if (!chain->enqueue(0, {&entry, 1})) return 3;
    chain->start();
    return sealed(*chain, hash_of(entry)) ? 0 : 4;
}

bool is_killed(const std::filesystem::path& folder, const char* failpoint)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("ARCHI_FAILPOINT", failpoint);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
                  {"--child", QString::fromStdString(folder.string())});
    process.waitForFinished(2 * static_cast<int>(kPatience.count()));
    return process.exitStatus() == QProcess::CrashExit;
}

/// Burns all of its gas: JUMPDEST PUSH1 0 JUMP.
stf::Transaction deploy_burner()
{
    auto transaction = deployment(0);
    // PUSH4 runtime PUSH1 0 MSTORE PUSH1 4 PUSH1 28 RETURN
    transaction.data = {0x63, 0x5b, 0x60, 0x00, 0x56, 0x60, 0x00,
                        0x52, 0x60, 0x04, 0x60, 0x1c, 0xf3};
    return transaction;
}

}  // namespace

class QueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entries_are_the_first_transactions_of_a_batch_that_says_so()
    {
        const ChainFolder folder;
        const auto chain = folder.open(settling_config()).value();
        const std::vector<chain::QueueEntry> entries = {queue_entry(0), queue_entry(1)};
        QVERIFY(chain->enqueue(0, entries));
        QCOMPARE(chain->queue_known(), 2U);
        QCOMPARE(chain->queue_taken(), 0U);
        const auto sent = chain->submit(sign(transfer(0), person(0)));
        QVERIFY(!sent);  // not running
        chain->start();
        QVERIFY(sealed(*chain, hash_of(entries[1])));
        QVERIFY(send_and_seal(*chain, 0));
        const auto last = queue_entry(2);
        QVERIFY(chain->enqueue(2, {&last, 1}));
        QVERIFY(sealed(*chain, hash_of(last)));
        chain->stop();

        QCOMPARE(chain->queue_taken(), 3U);
        const auto block = chain->block(1);
        QVERIFY(block->transactions.at(0).hash == hash_of(entries[0]));
        QVERIFY(block->transactions.at(1).hash == hash_of(entries[1]));
        QVERIFY(balance_of(*chain, 51) == u256{3 * kGwei});
        QVERIFY(balance_of(*chain, 52) == ether(3) - u256{3 * kGwei} * u256{21'001});
        auto rolling = kEmptyKeccak;
        for (const auto& entry : entries)
            rolling = stf::roll_queue(rolling, hash_of(entry));
        const auto record = chain->batch(1).value();
        const auto fields = stf::unpack_output(record.output).value();
        QVERIFY(fields.queue_hash == rolling);
        QCOMPARE(fields.queue_count, 2U);
        QCOMPARE(record.queue_end, 2U);
        QVERIFY(fields.asset_flow_root == stf::flow_root(record.flows));
        QCOMPARE(chain->batch(chain->last_batch())->queue_end, 3U);
        QVERIFY(batches_are_sound(*chain));
        QVERIFY(chain::replay(*chain, {}).has_value());
    }

    void takes_no_gap_no_other_entry_and_nothing_twice()
    {
        const ChainFolder folder;
        const auto config = settling_config();
        auto chain = folder.open(config).value();
        const std::vector<chain::QueueEntry> entries = {queue_entry(0), queue_entry(1),
                                                        queue_entry(2)};
        const std::span<const chain::QueueEntry> all(entries);
        QCOMPARE(error_of(chain->enqueue(1, all.subspan(1, 1))), ErrorCode::kInvalidArgument);
        QCOMPARE(error_of(chain->enqueue(0, all.subspan(1, 1))), ErrorCode::kInvalidArgument);
        QVERIFY(chain->enqueue(0, all.first(2)));
        QVERIFY(chain->enqueue(0, all));
        QVERIFY(chain->enqueue(1, all.subspan(1)));
        QCOMPARE(chain->queue_known(), 3U);
        auto other = entries[1];
        other.deadline -= 1;
        QCOMPARE(error_of(chain->enqueue(1, {&other, 1})), ErrorCode::kAlreadyExists);
        other = {.raw = Bytes{0x7f}, .deadline = 1};
        QCOMPARE(error_of(chain->enqueue(3, {&other, 1})), ErrorCode::kInvalidArgument);
        other.raw = sign(transfer(0), person(0));
        QCOMPARE(error_of(chain->enqueue(3, {&other, 1})), ErrorCode::kInvalidArgument);
        QVERIFY(chain->enqueue(3, {}));

        // They outlive the process, and each is in one block.
        chain.reset();
        chain = folder.open(config).value();
        QCOMPARE(chain->queue_known(), 3U);
        chain->start();
        QVERIFY(sealed(*chain, hash_of(entries[2])));
        chain.reset();
        chain = folder.open(config).value();
        QCOMPARE(chain->queue_taken(), 3U);
        chain->start();
        QVERIFY(send_and_seal(*chain, 0));
        std::uint64_t queued = 0;
        for (std::uint64_t number = 1; number <= chain->head()->header.number; ++number)
            for (const auto& transaction : chain->block(number)->transactions)
                queued += transaction.transaction.kind == stf::Kind::kQueued ? 1 : 0;
        QCOMPARE(queued, 3U);
    }

    void forgets_entries_that_the_l1_took_back_unless_they_are_in_blocks()
    {
        const ChainFolder folder;
        const auto chain = folder.open(settling_config()).value();
        const std::vector<chain::QueueEntry> entries = {queue_entry(0), queue_entry(1, 5)};
        QVERIFY(chain->enqueue(0, entries));
        QVERIFY(chain->forget_queue(1));
        QCOMPARE(chain->queue_known(), 1U);
        const auto other = queue_entry(1, 6);
        QVERIFY(chain->enqueue(1, {&other, 1}));
        chain->start();
        QVERIFY(sealed(*chain, hash_of(other)));
        QCOMPARE(error_of(chain->forget_queue(1)), ErrorCode::kInvalidArgument);
        QVERIFY(send_and_seal(*chain, 0));
    }

    void nobody_can_send_one()
    {
        const ChainFolder folder;
        const auto chain = folder.open(settling_config()).value();
        chain->start();
        const auto refused = chain->submit(queue_entry(0).raw);
        QCOMPARE(refused.error().code, ErrorCode::kInvalidArgument);
        QVERIFY(refused.error().sentence.find("type not supported") != std::string::npos);
    }

    void a_chain_that_settles_nowhere_has_no_queue()
    {
        const ChainFolder folder;
        const auto chain = folder.open(small_config()).value();
        const auto entry = queue_entry(0);
        QCOMPARE(error_of(chain->enqueue(0, {&entry, 1})), ErrorCode::kUnsupported);
    }

    void an_entry_in_which_the_process_ended_twice_is_not_run()
    {
        const ChainFolder folder;
        QVERIFY(is_killed(folder.path(), "chain.queue.in_execution"));
        QVERIFY(is_killed(folder.path(), "chain.queue.in_execution"));
        const auto chain = folder.open(settling_config()).value();
        chain->start();
        QVERIFY(sealed(*chain, hash_of(queue_entry(0))));
        const auto place = chain->find_transaction(hash_of(queue_entry(0))).value();
        const auto& receipt = chain->block(place.block)->receipts.at(place.index);
        QVERIFY(!receipt.success);
        QCOMPARE(receipt.gas_used, 0U);
        QVERIFY(balance_of(*chain, 52) == ether(1));
        QVERIFY(batches_are_sound(*chain));
        QVERIFY(chain::replay(*chain, {}).has_value());
    }

    void a_batch_leaves_no_entry_behind_that_is_overdue()
    {
        const ChainFolder folder;
        auto config = settling_config();
        config.batch_time = config.block_time;
        config.block_gas_limit = 30'000'000;
        const auto chain = folder.open(config).value();
        chain->start();
        const auto deployed = chain->submit(sign(deploy_burner(), person(0))).value();
        QVERIFY(sealed(*chain, deployed));
        const auto place = chain->find_transaction(deployed).value();
        const auto burner = chain->block(place.block)->receipts.at(place.index).contract_address;
        chain->stop();

        // One of them fills a block.
        std::vector<chain::QueueEntry> entries;
        for (std::uint64_t index = 0; index < 4; ++index) {
            auto transaction = stf::decode(queue_entry(index).raw).value();
            transaction.to = burner;
            transaction.gas_limit = 16'000'000;
            entries.push_back({.raw = stf::encode(transaction), .deadline = 1});
        }
        QVERIFY(chain->enqueue(0, entries));
        chain->start();
        QVERIFY(sealed(*chain, hash_of(entries.back())));
        const auto first = chain->find_transaction(hash_of(entries.front()))->block;
        const auto last = chain->find_transaction(hash_of(entries.back()))->block;
        QVERIFY(last >= first + 3);
        QCOMPARE(chain->block(first)->batch, chain->block(last)->batch);
    }
};

int main(int count, char** arguments)
{
    if (count == 3 && std::string_view(arguments[1]) == "--child") return run_child(arguments[2]);
    const QCoreApplication application(count, arguments);
    QueueTest test;
    return QTest::qExec(&test, count, arguments);
}
#include "queue_test.moc"
