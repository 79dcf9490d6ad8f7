// Money on its way between a mainland and two islands, with everything real but the proof.

#include <QTemporaryDir>
#include <QtTest>

#include "bridge/bridge.hpp"
#include "engine/operator/waterfront.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"

using namespace archi;
using bridge::Fate;
using bridge::Stage;
using test::comes_true;
using test::person;
using test::Waterfront;

namespace {

constexpr std::uint64_t kMainland = 31'337;
const u256 kDeposit{2'000'000'000'000'000'000};
const u256 kCrossing{700'000'000'000'000'000};
const u256 kWithdrawal{300'000'000'000'000'000};

/// A waterfront with an operator and bridges; person 5 sends, person 6 gets, person 7 claims.
struct Harbour {
    explicit Harbour(std::size_t islands) : front(islands)
    {
        settling = front.hire();
        if (!comes_true([&] { return settling->harbour().has_value() && all_are_created(); }))
            qFatal("the chains have no contracts");
        open_bridge();
    }

    void open_bridge()
    {
        bridge = std::make_unique<bridge::Bridge>(
            bridge::Options{
                .file = std::filesystem::path(folder.path().toStdString()) / "transfers.db",
                .claimant = person(7).key,
                .poll = std::chrono::milliseconds(20)},
            bridge::Hooks{.chains = [this] { return front.chains; },
                          .mainland = [this]() -> std::optional<bridge::Mainland> {
                              return bridge::Mainland{.url = front.shore.url(),
                                                      .chain_id = kMainland,
                                                      .contracts = settling->harbour()->contracts};
                          },
                          .on_change = [] {}});
        bridge->start();
    }

    [[nodiscard]] bool all_are_created() const
    {
        auto client = front.shore.client();
        return std::ranges::all_of(front.chains, [&](const auto& chain) {
            const auto found =
                l1::find_chain(client, settling->harbour()->contracts, chain->config().chain_id);
            return found && found->has_value();
        });
    }

    [[nodiscard]] std::uint64_t id(std::size_t island) const
    {
        return front.chains[island]->config().chain_id;
    }
    Result<Hash> send(std::uint64_t from, std::uint64_t to, const u256& amount) const
    {
        auto sent = bridge->send({.key = person(5).key,
                                  .from_chain = from,
                                  .to_chain = to,
                                  .receiver = person(6).address,
                                  .amount = amount});
        if (!sent) qInfo("%s", describe(sent.error()).c_str());
        return sent;
    }
    [[nodiscard]] std::optional<bridge::Transfer> find(const Hash& hash) const
    {
        return bridge->transfer(hash).value();
    }
    [[nodiscard]] bool reaches(const Hash& hash, Stage stage) const
    {
        return comes_true([&] {
            const auto transfer = find(hash);
            return transfer && transfer->step(stage).has_value();
        });
    }
    [[nodiscard]] u256 balance(std::size_t island, const Address& address) const
    {
        auto state = front.chains[island]->state_at(front.chains[island]->head()->header.number);
        return state::unpack_account(state->value(state::account_key(address)))->balance;
    }

    Waterfront front;
    QTemporaryDir folder;
    std::unique_ptr<settlement::Operator> settling;
    std::unique_ptr<bridge::Bridge> bridge;
};

}  // namespace

class CrossingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void from_the_mainland_over_two_islands_and_back()
    {
        Harbour harbour(2);
        const auto receiver = person(6).address;
        const auto before = harbour.balance(0, receiver);
        const auto deposit = harbour.send(kMainland, harbour.id(0), kDeposit).value();
        QVERIFY(harbour.reaches(deposit, Stage::kArrived));
        QVERIFY(harbour.balance(0, receiver) == before + kDeposit);

        const auto there = harbour.balance(1, receiver);
        const auto crossing = harbour.send(harbour.id(0), harbour.id(1), kCrossing).value();
        QVERIFY(harbour.reaches(crossing, Stage::kArrived));
        QVERIFY(harbour.balance(1, receiver) == there + kCrossing);
        const auto transfer = harbour.find(crossing).value();
        QCOMPARE(transfer.fate, Fate::kArrived);
        QCOMPARE(transfer.from_chain, harbour.id(0));
        QCOMPARE(transfer.to_chain, harbour.id(1));
        QVERIFY(transfer.amount == kCrossing && transfer.sender == person(5).address &&
                transfer.receiver == receiver);
        QCOMPARE(transfer.symbol, std::string("ETH"));

        // It came by an import: the L1 executes both chains' batches only together, or in order.
        QVERIFY(harbour.reaches(crossing, Stage::kSettled));

        auto client = harbour.front.shore.client();
        const auto on_l1 = client.balance(receiver).value();
        const auto withdrawal = harbour.send(harbour.id(1), kMainland, kWithdrawal).value();
        QVERIFY(harbour.reaches(withdrawal, Stage::kArrived));
        QVERIFY(client.balance(receiver).value() == on_l1 + kWithdrawal);
        QVERIFY(comes_true([&] { return harbour.front.all_executed(); }));
        QCOMPARE(harbour.settling->state().phase, chain::Phase::kRunning);
    }

    void both_directions_in_the_same_epoch()
    {
        Harbour harbour(2);
        for (const std::size_t island : {0, 1})
            QVERIFY(harbour.reaches(harbour.send(kMainland, harbour.id(island), kDeposit).value(),
                                    Stage::kArrived));
        std::vector<Hash> sent;
        for (int round = 0; round < 3; ++round) {
            sent.push_back(harbour.send(harbour.id(0), harbour.id(1), kWithdrawal).value());
            sent.push_back(harbour.send(harbour.id(1), harbour.id(0), kWithdrawal).value());
        }
        for (const auto& hash : sent) {
            QVERIFY(harbour.reaches(hash, Stage::kArrived));
            QVERIFY(harbour.reaches(hash, Stage::kSettled));
        }
        QVERIFY(comes_true([&] { return harbour.front.all_executed(); }));
    }

    void what_the_l1_has_no_cover_for_cannot_leave()
    {
        Harbour harbour(2);
        // Person 5 has money from the genesis, for which the L1 holds nothing.
        for (const auto to : {harbour.id(1), kMainland}) {
            const auto sent = harbour.send(harbour.id(0), to, kCrossing);
            QCOMPARE(sent.error().code, ErrorCode::kUnavailable);
        }
        QCOMPARE(harbour.front.chains[0]->head()->header.number, std::uint64_t{0});
    }

    void goes_on_where_another_process_stopped()
    {
        Harbour harbour(2);
        QVERIFY(harbour.reaches(harbour.send(kMainland, harbour.id(0), kDeposit).value(),
                                Stage::kArrived));
        harbour.bridge->stop();
        const auto hash = harbour.send(harbour.id(0), harbour.id(1), kCrossing).value();
        QVERIFY(harbour.front.chains[0]->wait_for(hash, test::kPatience));
        QVERIFY(!harbour.find(hash));
        harbour.bridge.reset();
        harbour.open_bridge();
        QVERIFY(harbour.reaches(hash, Stage::kArrived));
        // Once, whoever looks.
        const auto there = harbour.balance(1, person(6).address);
        harbour.bridge.reset();
        std::filesystem::remove(std::filesystem::path(harbour.folder.path().toStdString()) /
                                "transfers.db");
        harbour.open_bridge();
        QVERIFY(harbour.reaches(hash, Stage::kArrived));
        QVERIFY(harbour.balance(1, person(6).address) == there);
    }

    void says_what_cannot_be_sent()
    {
        Harbour harbour(1);
        QCOMPARE(harbour.send(harbour.id(0), 99, kCrossing).error().code, ErrorCode::kNotFound);
        QCOMPARE(harbour.send(99, harbour.id(0), kCrossing).error().code, ErrorCode::kNotFound);
        QCOMPARE(harbour.send(kMainland, harbour.id(0), u256{}).error().code,
                 ErrorCode::kInvalidArgument);
        QCOMPARE(harbour.send(harbour.id(0), kMainland, ~u256{}).error().code,
                 ErrorCode::kInvalidArgument);
    }
};

QTEST_GUILESS_MAIN(CrossingTest)
#include "crossing_test.moc"
