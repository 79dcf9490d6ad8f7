// The mempool's rules, each by its name.

#include <QtTest>
#include <map>
#include <random>

#include "chain/mempool.hpp"
#include "chain_folder.hpp"

using namespace archi;
using namespace archi::test;
using chain::Mempool;

namespace {

/// Accounts as the chain would have them, and a pool over them.
struct Pool {
    std::map<Address, chain::SenderState> accounts;
    std::uint64_t block = 0;
    Mempool mempool;

    explicit Pool(const chain::MempoolLimits& limits = {.transactions = 1000,
                                                        .bytes = 1U << 30U,
                                                        .per_sender = 500,
                                                        .block_gas_limit = 30'000'000,
                                                        .minimum_base_fee = u256{1}})
        : mempool(limits, 0, u256{kGwei})
    {
    }

    Result<void> add(const stf::Transaction& fields, std::uint32_t sender)
    {
        auto transaction = std::make_shared<stf::SignedTransaction>();
        transaction->transaction = fields;
        transaction->sender = address(sender);
        transaction->raw = stf::encode(fields);
        append_be(transaction->raw, sender, 4);  // the signature of another sender
        transaction->hash = stf::hash(transaction->raw);
        return mempool.add(transaction, [this](const Address& who) -> Result<Mempool::AccountView> {
            return Mempool::AccountView{key(who), accounts[who], block};
        });
    }
    void fund(std::uint32_t sender, const u256& balance)
    {
        accounts[address(sender)].balance = balance;
    }
    void store_block(const u256& base_fee)
    {
        chain::BlockEffect effect;
        effect.number = ++block;
        effect.next_base_fee = base_fee;
        effect.account = [this](const Hash& account_key) -> std::optional<chain::SenderState> {
            for (const auto& [who, state] : accounts)
                if (key(who) == account_key) return state;
            return std::nullopt;
        };
        mempool.on_block(effect);
    }
    static Address address(std::uint32_t sender) { return small_address(0x1000 + sender); }
    static Hash key(const Address& who)
    {
        Hash out;
        std::copy(who.begin(), who.end(), out.begin());
        return out;
    }
};

stf::Transaction priced(std::uint64_t nonce, std::uint64_t tip, std::uint64_t max_fee = 0)
{
    auto transaction = transfer(nonce);
    transaction.max_priority_fee = u256{tip};
    transaction.max_fee = u256{max_fee != 0 ? max_fee : kGwei + tip};
    return transaction;
}

}  // namespace

class MempoolTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orders_by_tip_across_senders_and_by_nonce_within_one()
    {
        Pool pool;
        for (std::uint32_t i = 0; i < 3; ++i)
            pool.fund(i, ether(1));
        QVERIFY(pool.add(priced(0, 5), 0));
        QVERIFY(pool.add(priced(1, 100), 0));
        QVERIFY(pool.add(priced(0, 10), 1));
        QVERIFY(pool.add(priced(0, 7), 2));
        const auto best = pool.mempool.best(10, UINT64_MAX);
        QCOMPARE(best.size(), 4U);
        const std::uint64_t tips[] = {10, 7, 5, 100};
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(best[i]->transaction.max_priority_fee == u256{tips[i]});
    }

    void orders_equal_tips_by_arrival()
    {
        Pool pool;
        for (const std::uint32_t sender : {4U, 2U, 9U, 1U}) {
            pool.fund(sender, ether(1));
            QVERIFY(pool.add(priced(0, 5), sender));
        }
        const auto best = pool.mempool.best(10, UINT64_MAX);
        QVERIFY(best[0]->sender == Pool::address(4));
        QVERIFY(best[1]->sender == Pool::address(2));
        QVERIFY(best[3]->sender == Pool::address(1));
    }

    void counts_the_tip_that_is_left_above_the_base_fee()
    {
        Pool pool;
        pool.fund(0, ether(1));
        pool.fund(1, ether(1));
        QVERIFY(pool.add(priced(0, 500, kGwei + 3), 0));
        QVERIFY(pool.add(priced(0, 4), 1));
        QVERIFY(pool.mempool.best(10, UINT64_MAX)[0]->sender == Pool::address(1));
    }

    void holds_back_what_does_not_pay_the_base_fee()
    {
        Pool pool;
        pool.fund(0, ether(1));
        QVERIFY(pool.add(priced(0, 1, 1000), 0));
        QVERIFY(!pool.mempool.has_executable());
        QVERIFY(pool.mempool.best(10, UINT64_MAX).empty());
        pool.store_block(u256{900});
        QVERIFY(pool.mempool.has_executable());
        QCOMPARE(pool.mempool.best(10, UINT64_MAX).size(), 1U);
    }

    void replaces_only_for_ten_percent_more_in_both_fees()
    {
        Pool pool;
        pool.fund(0, ether(1));
        QVERIFY(pool.add(priced(0, 100, 2 * kGwei), 0));
        QVERIFY(!pool.add(priced(0, 110, 2 * kGwei), 0));
        QVERIFY(!pool.add(priced(0, 109, 3 * kGwei), 0));
        QCOMPARE(pool.add(priced(0, 100, 3 * kGwei), 0).error().sentence,
                 std::string("replacement transaction underpriced"));
        QVERIFY(pool.add(priced(0, 110, 22 * kGwei / 10), 0));
        QCOMPARE(pool.mempool.status().pending, 1U);
        QVERIFY(pool.mempool.best(1, UINT64_MAX)[0]->transaction.max_priority_fee == u256{110});
    }

    void knows_what_it_has()
    {
        Pool pool;
        pool.fund(0, ether(1));
        QVERIFY(pool.add(priced(0, 100), 0));
        const auto again = pool.add(priced(0, 100), 0);
        QVERIFY(again.error().code == ErrorCode::kAlreadyExists);
        QCOMPARE(again.error().sentence, std::string("already known"));
    }

    void holds_gaps_up_to_64_ahead()
    {
        Pool pool;
        pool.fund(0, ether(1));
        QVERIFY(pool.add(priced(64, 1), 0));
        QVERIFY(!pool.add(priced(65, 1), 0));
        QCOMPARE(pool.mempool.status().queued, 1U);
        QVERIFY(pool.mempool.best(10, UINT64_MAX).empty());
        QVERIFY(pool.add(priced(0, 1), 0));
        QVERIFY(pool.add(priced(65, 1), 0));
        QCOMPARE(*pool.mempool.pending_nonce(Pool::address(0)), 1U);
    }

    void refuses_nonces_that_are_used()
    {
        Pool pool;
        pool.fund(0, ether(1));
        pool.accounts[Pool::address(0)].nonce = 3;
        QCOMPARE(pool.add(priced(2, 1), 0).error().sentence, std::string("nonce too low"));
        QVERIFY(pool.add(priced(3, 1), 0));
    }

    void checks_that_the_whole_queue_can_be_paid()
    {
        Pool pool;
        const auto one = chain::most_expensive(priced(0, 1)).value();
        pool.fund(0, one + one);
        QVERIFY(pool.add(priced(0, 1), 0));
        QVERIFY(pool.add(priced(1, 1), 0));
        QCOMPARE(pool.add(priced(2, 1), 0).error().sentence,
                 std::string("insufficient funds for gas * price + value"));
    }

    void drops_the_end_of_a_queue_that_became_unpayable()
    {
        Pool pool;
        pool.fund(0, ether(1));
        for (std::uint64_t nonce = 0; nonce < 5; ++nonce)
            QVERIFY(pool.add(priced(nonce, 1), 0));
        const auto one = chain::most_expensive(priced(0, 1)).value();
        pool.fund(0, one + one);
        pool.store_block(u256{kGwei});
        QCOMPARE(pool.mempool.status().pending, 2U);
        QCOMPARE(*pool.mempool.pending_nonce(Pool::address(0)), 2U);
    }

    void forgets_what_a_block_included()
    {
        Pool pool;
        pool.fund(0, ether(1));
        for (const std::uint64_t nonce : {0U, 1U, 2U, 4U})
            QVERIFY(pool.add(priced(nonce, 1), 0));
        pool.accounts[Pool::address(0)].nonce = 2;
        pool.store_block(u256{kGwei});
        QCOMPARE(pool.mempool.status().pending, 1U);
        QCOMPARE(pool.mempool.status().queued, 1U);
        pool.accounts[Pool::address(0)].nonce = 4;
        pool.store_block(u256{kGwei});
        QCOMPARE(pool.mempool.status().pending, 1U);
        QCOMPARE(pool.mempool.status().queued, 0U);
        pool.accounts[Pool::address(0)].nonce = 5;
        pool.store_block(u256{kGwei});
        QVERIFY(!pool.mempool.pending_nonce(Pool::address(0)).has_value());
        QCOMPARE(pool.mempool.all().size(), 0U);
    }

    void leaves_a_gap_where_a_void_transaction_was()
    {
        Pool pool;
        pool.fund(0, ether(1));
        for (std::uint64_t nonce = 0; nonce < 4; ++nonce)
            QVERIFY(pool.add(priced(nonce, 1), 0));
        pool.mempool.remove(*pool.mempool.best(10, UINT64_MAX)[1]);
        QCOMPARE(pool.mempool.status().pending, 1U);
        QCOMPARE(pool.mempool.status().queued, 2U);
        QVERIFY(pool.add(priced(1, 9), 0));
        QCOMPARE(pool.mempool.status().pending, 4U);
    }

    void bounds_a_sender()
    {
        Pool pool({.transactions = 1000,
                   .bytes = 1U << 30U,
                   .per_sender = 10,
                   .block_gas_limit = 30'000'000,
                   .minimum_base_fee = u256{1}});
        pool.fund(0, ether(1));
        for (std::uint64_t nonce = 0; nonce < 10; ++nonce)
            QVERIFY(pool.add(priced(nonce, 1), 0));
        QVERIFY(pool.add(priced(10, 1), 0).error().code == ErrorCode::kLimitExceeded);
    }

    void bounds_what_waits_behind_gaps()
    {
        Pool pool;
        int taken = 0;
        for (std::uint32_t sender = 0; sender < 500; ++sender) {
            pool.fund(sender, ether(1));
            taken += pool.add(priced(7, 1'000'000), sender).has_value() ? 1 : 0;
        }
        QCOMPARE(taken, 100);
        pool.fund(600, ether(1));
        QVERIFY(pool.add(priced(0, 1), 600));
    }

    void lets_go_of_gaps_and_then_of_the_cheapest_when_full()
    {
        Pool pool({.transactions = 100,
                   .bytes = 1U << 30U,
                   .per_sender = 500,
                   .block_gas_limit = 30'000'000,
                   .minimum_base_fee = u256{1}});
        pool.fund(1000, ether(1));
        QVERIFY(pool.add(priced(5, 1'000'000), 1000));
        for (std::uint32_t sender = 0; sender < 99; ++sender) {
            pool.fund(sender, ether(1));
            QVERIFY(pool.add(priced(0, 10 + sender), sender));
        }
        pool.fund(2000, ether(1));
        pool.fund(2001, ether(1));
        pool.fund(2002, ether(1));
        QVERIFY(pool.add(priced(0, 50), 2000));
        QCOMPARE(pool.mempool.status().queued, 0U);
        QVERIFY(pool.add(priced(0, 50), 2001));
        QVERIFY(!pool.mempool.pending_nonce(Pool::address(0)).has_value());
        QVERIFY(pool.mempool.pending_nonce(Pool::address(1)).has_value());
        const auto refused = pool.add(priced(0, 2), 2002);
        QVERIFY(refused.error().code == ErrorCode::kLimitExceeded);
        QCOMPARE(pool.mempool.status().pending, 100U);
    }

    void stays_consistent_under_random_use()
    {
        const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                              ? qEnvironmentVariable("ARCHI_SEED").toUInt()
                              : std::random_device{}();
        qInfo("ARCHI_SEED=%u", seed);
        std::mt19937 random(seed);
        Pool pool({.transactions = 200,
                   .bytes = 1U << 30U,
                   .per_sender = 40,
                   .block_gas_limit = 30'000'000,
                   .minimum_base_fee = u256{1}});
        for (std::uint32_t sender = 0; sender < 12; ++sender)
            pool.fund(sender, ether(1));
        for (int step = 0; step < 20'000; ++step) {
            const auto sender = random() % 12;
            auto& account = pool.accounts[Pool::address(sender)];
            if (random() % 20 != 0) {
                static_cast<void>(
                    pool.add(priced(account.nonce + random() % 30, 1 + random() % 1000), sender));
            } else {
                for (const auto& chosen : pool.mempool.best(random() % 50, UINT64_MAX)) {
                    auto& from = pool.accounts[chosen->sender];
                    QCOMPARE(chosen->transaction.nonce, from.nonce);
                    ++from.nonce;
                }
                pool.store_block(u256{random() % (2 * kGwei)});
            }
            const auto status = pool.mempool.status();
            const auto content = pool.mempool.content(1000);
            QCOMPARE(content.size(), status.pending + status.queued);
            QVERIFY(content.size() <= 200);
            QCOMPARE(static_cast<std::uint64_t>(std::ranges::count_if(
                         content, [](const auto& one) { return one.executable; })),
                     status.pending);
        }
    }
};

QTEST_GUILESS_MAIN(MempoolTest)
#include "mempool_test.moc"
