// A chain that runs on from what its L1 has of it.

#include <QtTest>

#include "chain/rebuilt_folder.hpp"
#include "chain/replay.hpp"
#include "settling.hpp"
#include "state/keys.hpp"

using namespace archi;
using namespace archi::test;

namespace {

/// The folder of `original` again, from its batches' outputs and pubdata.
void publish(const chain::Chain& original, const std::filesystem::path& folder,
             std::span<const chain::QueueEntry> queue)
{
    auto written = chain::RebuiltFolder::create(folder, original.config(), queue).value();
    chain::Rebuilt rebuilt(original.config());
    std::uint64_t taken = 0;
    for (std::uint64_t number = 1; number <= original.last_batch(); ++number) {
        const auto record = original.batch(number).value();
        const auto pubdata = original.pubdata(number).value();
        const auto applied = rebuilt
                                 .apply({record.output, pubdata, record.commitment_after,
                                         original.queue_hashes(taken, record.queue_end)})
                                 .value();
        taken = record.queue_end;
        if (!written.append(applied, pubdata)) qFatal("a batch is not stored");
    }
}

/// A chain with a deployment, queue entries, and a batch of more blocks than have their hashes
/// published.
struct Voyage {
    ChainFolder folder;
    chain::Config config = settling_config();
    std::vector<chain::QueueEntry> queue{queue_entry(0), queue_entry(1), queue_entry(2)};
    std::unique_ptr<chain::Chain> chain;

    /// It takes half a minute.
    static const Voyage& made()
    {
        static const Voyage voyage;
        return voyage;
    }

    Voyage()
    {
        config.empty_block_interval = config.block_time;
        config.settlement.epoch_seconds = 1;
        chain = folder.open(config).value();
        chain->start();
        if (!chain->enqueue(0, std::span(queue).first(2))) qFatal("the queue takes nothing");
        const auto go = [&](const stf::Transaction& transaction) {
            const auto hash = chain->submit(sign(transaction, person(0))).value();
            if (!sealed(*chain, hash)) qFatal("never in a batch");
        };
        go(deployment(0));
        const auto start = chain->head()->header.number;
        if (!comes_true([&] { return chain->head()->header.number > start + 270; }))
            qFatal("no blocks");
        go(transfer(1));
        go(transfer(2));
        chain->stop();
    }
};

}  // namespace

class RebuiltFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runs_on_from_the_published_state()
    {
        const auto& voyage = Voyage::made();
        const auto& original = *voyage.chain;
        bool has_long_batch = false;
        for (std::uint64_t number = 1; number <= original.last_batch(); ++number) {
            const auto record = original.batch(number).value();
            has_long_batch = has_long_batch || record.last_block - record.first_block > 256;
        }
        QVERIFY(has_long_batch);

        const ChainFolder again;
        publish(original, again.path(), voyage.queue);
        const auto last = original.batch(original.last_batch()).value();
        const chain::Settled settled{.committed = last.number, .verified = 1, .executed = 1};
        const auto block = chain::seal_further_block(again.path(), voyage.config, settled).value();
        QCOMPARE(block->header.number, last.last_block + 1);
        QVERIFY(block->header.parent_hash == original.block(last.last_block)->hash);
        // The entry that no batch has taken is in it.
        QCOMPARE(block->transactions.size(), std::size_t{1});
        QVERIFY(block->transactions[0].hash == hash_of(voyage.queue[2]));

        const auto chain = again.open(voyage.config).value();
        QVERIFY(chain->settled() == settled);
        QCOMPARE(chain->published_blocks(), last.last_block);
        QCOMPARE(chain->queue_taken(), std::uint64_t{3});
        for (std::uint64_t number = 1; number <= last.number; ++number) {
            const auto ours = chain->batch(number).value();
            const auto theirs = original.batch(number).value();
            QVERIFY(ours.after == theirs.after && ours.output == theirs.output);
            QVERIFY(ours.flows == theirs.flows && ours.public_input == theirs.public_input);
            QCOMPARE(ours.first_block, theirs.first_block);
            QCOMPARE(ours.queue_end, theirs.queue_end);
            QVERIFY(chain->pubdata(number) == original.pubdata(number));
            // Its last block's state is there, and no block says more than is known of it.
            const auto here = chain->state_at(ours.last_block);
            const auto there = original.state_at(ours.last_block);
            for (const std::uint32_t index : {0U, 1U, 50U, 51U, 99U})
                QVERIFY(here->value(state::account_key(person(index).address)) ==
                        there->value(state::account_key(person(index).address)));
            QVERIFY(!chain->block(ours.last_block));
            if (ours.first_block < ours.last_block) QVERIFY(!chain->state_at(ours.first_block));
        }
        QVERIFY(chain->block(0));

        // It is a chain like any other: takes transactions, seals batches, is checked.
        chain->start();
        QVERIFY(send_and_seal(*chain, 3));
        chain->stop();
        const auto report = chain::replay(*chain, {}).value();
        QCOMPARE(report.batches, chain->last_batch());
        QVERIFY(report.last_commitment == chain->batch(chain->last_batch())->commitment_after);
        // A witness needs blocks.
        QVERIFY(!chain->build_witness(last.number));
        QVERIFY(chain->build_witness(last.number + 1).has_value());
    }

    void published_batches_can_be_taken_back()
    {
        const auto& voyage = Voyage::made();
        const ChainFolder again;
        publish(*voyage.chain, again.path(), voyage.queue);
        auto chain = again.open(voyage.config).value();
        const auto last = chain->last_batch();
        QVERIFY(last >= 3);
        const auto kept = voyage.chain->batch(1).value();
        QVERIFY(chain->revert_batches(2).has_value());
        QCOMPARE(chain->head()->header.number, kept.last_block);
        QCOMPARE(chain->published_blocks(), kept.last_block);
        chain->start();
        QVERIFY(send_and_seal(*chain, 1));
        chain->stop();
        // Blocks of its own stand where published ones stood, and are known after a restart.
        chain.reset();
        chain = again.open(voyage.config).value();
        QCOMPARE(chain->published_blocks(), kept.last_block);
        QVERIFY(chain->block(kept.last_block + 1));
        QCOMPARE(chain::replay(*chain, {})->batches, chain->last_batch());
    }

    void a_lost_index_is_made_again()
    {
        const auto& voyage = Voyage::made();
        const ChainFolder again;
        publish(*voyage.chain, again.path(), voyage.queue);
        const auto balance = [&] {
            const auto chain = again.open(voyage.config).value();
            return chain->state_at(chain->head()->header.number)
                ->value(state::account_key(person(99).address));
        };
        const auto before = balance();
        for (const char* file : {"index.db", "index.db-wal", "index.db-shm"})
            std::filesystem::remove(again.path() / file);
        QVERIFY(balance() == before);
    }

    void a_folder_with_a_chain_is_refused()
    {
        const ChainFolder folder;
        static_cast<void>(folder.open().value());
        const auto made = chain::RebuiltFolder::create(folder.path(), settling_config(), {});
        QCOMPARE(made.error().code, ErrorCode::kAlreadyExists);
    }
};

QTEST_GUILESS_MAIN(RebuiltFolderTest)
#include "rebuilt_folder_test.moc"
