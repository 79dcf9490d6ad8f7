#include <QtTest>

#include "engine/chain/chain_folder.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"

using namespace archi;
using chain::Chain;
using test::ChainFolder;
using test::comes_true;
using test::person;
using Undone = chain::Chain::Undone;

namespace {

chain::Config mainland_config()
{
    auto config = test::small_config();
    config.role = chain::Role::kMainland;
    return config;
}

std::unique_ptr<Chain> running(const ChainFolder& folder)
{
    auto opened = folder.open(mainland_config()).value();
    opened->start();
    return opened;
}

Hash send(Chain& chain, std::uint64_t nonce)
{
    const auto hash = chain.submit(test::sign(test::transfer(nonce), person(0))).value();
    if (!chain.wait_for(hash, test::kPatience)) qFatal("never in a block");
    return hash;
}

/// What person 99 has after the newest block, in wei.
u256 received(const Chain& chain)
{
    const auto head = chain.head()->header.number;
    const auto value = chain.state_at(head)->value(state::account_key(person(99).address));
    return state::unpack_account(value).value().balance;
}

}  // namespace

class MainlandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocks_are_strictly_later_than_their_parents()
    {
        const ChainFolder folder;
        const auto chain = running(folder);
        for (std::uint64_t nonce = 0; nonce < 4; ++nonce)
            send(*chain, nonce);
        for (std::uint64_t number = 2; number <= chain->head()->header.number; ++number)
            QVERIFY(chain->block(number)->header.timestamp >
                    chain->block(number - 1)->header.timestamp);
    }

    void it_mines_on_demand_and_seals_no_batches()
    {
        const ChainFolder folder;
        const auto chain = running(folder);
        for (int i = 1; i <= 3; ++i)
            QCOMPARE(chain->mine().value()->header.number, std::uint64_t(i));
        send(*chain, 0);
        QTest::qWait(400);  // twice the time after which an island closes a batch
        chain->stop();
        QCOMPARE(chain->last_batch(), std::uint64_t{0});
    }

    void its_clock_can_be_moved_ahead_and_stays_there()
    {
        const ChainFolder folder;
        std::uint64_t before = 0;
        {
            const auto chain = running(folder);
            before = chain->mine().value()->header.timestamp;
            QCOMPARE(chain->advance_clock(7 * 86'400).value(), std::uint64_t{7 * 86'400});
            QVERIFY(chain->mine().value()->header.timestamp >= before + 7 * 86'400);
        }
        const auto chain = running(folder);
        QVERIFY(chain->mine().value()->header.timestamp >= before + 7 * 86'400);
        QCOMPARE(chain->advance_clock(UINT64_MAX).error().code, ErrorCode::kInvalidArgument);
    }

    void a_reorganization_takes_back_what_happened()
    {
        const ChainFolder folder;
        const auto chain = running(folder);
        send(*chain, 0);
        const auto kept = chain->head()->header.number;
        const auto kept_hash = chain->head()->hash;
        const auto gone = send(*chain, 1);
        send(*chain, 2);
        QVERIFY(received(*chain) == u256{3});
        const auto old_hash = chain->block(kept + 1)->hash;

        QVERIFY(chain->reorganize(chain->head()->header.number - kept, Undone::kDrop));
        QVERIFY(comes_true([&] { return chain->head()->header.number == kept + 1; }));
        QVERIFY(chain->block(kept)->hash == kept_hash);
        QVERIFY(chain->head()->hash != old_hash);
        QVERIFY(chain->head()->header.parent_hash == kept_hash);
        QVERIFY(!chain->block_number(old_hash));
        QVERIFY(!chain->find_transaction(gone));
        QVERIFY(received(*chain) == u256{1});
        QCOMPARE(chain->pending_nonce(person(0).address), std::uint64_t{1});
        send(*chain, 1);
        QVERIFY(received(*chain) == u256{2});
    }

    void what_was_undone_can_wait_for_the_next_block()
    {
        const ChainFolder folder;
        const auto chain = running(folder);
        send(*chain, 0);
        const auto first = send(*chain, 1);
        const auto second = send(*chain, 2);
        const auto depth = chain->head()->header.number - chain->find_transaction(first)->block + 1;
        QVERIFY(chain->reorganize(depth, Undone::kWait));
        QVERIFY(chain->wait_for(first, test::kPatience));
        QVERIFY(chain->wait_for(second, test::kPatience));
        QVERIFY(received(*chain) == u256{3});
    }

    void a_reorganization_of_blocks_long_indexed_survives_a_restart()
    {
        const ChainFolder folder;
        Hash kept_hash;
        {
            const auto chain = running(folder);
            const auto kept = chain->find_transaction(send(*chain, 0))->block;
            for (int i = 0; i < 70; ++i)
                QVERIFY(chain->mine());
            send(*chain, 1);
            chain->stop();  // everything is indexed
            chain->start();
            kept_hash = chain->block(kept)->hash;
            QVERIFY(chain->reorganize(chain->head()->header.number - kept, Undone::kDrop));
            QVERIFY(comes_true([&] { return chain->head()->header.number > kept; }));
        }
        const auto chain = running(folder);
        QVERIFY(chain->block(chain->head()->header.number - 1)->hash == kept_hash);
        QVERIFY(received(*chain) == u256{1});
        send(*chain, 1);
        QVERIFY(received(*chain) == u256{2});
    }

    void more_blocks_than_there_are_cannot_be_replaced()
    {
        const ChainFolder folder;
        const auto chain = running(folder);
        send(*chain, 0);
        for (const auto depth : {std::uint64_t{0}, chain->head()->header.number, UINT64_MAX}) {
            const auto done = chain->reorganize(depth, Undone::kDrop);
            QCOMPARE(done.error().code, ErrorCode::kInvalidArgument);
        }
        send(*chain, 1);
    }

    void an_island_refuses_all_of_it()
    {
        const ChainFolder folder;
        const auto chain = folder.open().value();
        chain->start();
        QCOMPARE(chain->mine().error().code, ErrorCode::kUnsupported);
        QCOMPARE(chain->advance_clock(1).error().code, ErrorCode::kUnsupported);
        QCOMPARE(chain->reorganize(1, Undone::kDrop).error().code, ErrorCode::kUnsupported);
    }
};

QTEST_GUILESS_MAIN(MainlandTest)
#include "mainland_test.moc"
