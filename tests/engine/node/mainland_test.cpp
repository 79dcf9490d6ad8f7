#include <QTemporaryDir>
#include <QtTest>
#include <chrono>
#include <thread>

#include "engine/node/world_folder.hpp"
#include "l1/client.hpp"
#include "node/batches.hpp"
#include "node/demo.hpp"
#include "node/layout.hpp"
#include "node/snapshot_json.hpp"
#include "node/world_file.hpp"

using namespace archi;
using test::named;

namespace {

constexpr std::chrono::seconds kPatience{60};

template <typename Fact>
bool comes_true(Fact fact)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!fact()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

class SettledWorld {
public:
    SettledWorld() { static_cast<void>(node::World::create(path(), node::kEmbeddedL1).value()); }
    [[nodiscard]] std::filesystem::path path() const
    {
        return std::filesystem::path(folder_.path().toStdString()) / "world";
    }
    [[nodiscard]] std::unique_ptr<node::World> open() const
    {
        return node::World::open(path()).value();
    }

private:
    QTemporaryDir folder_;
};

bool settles(node::World& world)
{
    return comes_true(
        [&] { return world.snapshot().mainland->settling.phase == chain::Phase::kRunning; });
}

}  // namespace

class MainlandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chains_of_a_world_settle_on_its_own_l1_and_go_on_after_a_restart()
    {
        const SettledWorld folder;
        for (const std::uint64_t round : {1U, 2U}) {
            const auto world = folder.open();
            if (round == 1) static_cast<void>(world->create_chain(named("tortuga")).value());
            world->start_all();
            QVERIFY(settles(*world));
            const auto chain = world->chain("tortuga");
            QCOMPARE(chain->config().settlement.chain_id, std::uint64_t{31'337});
            const auto before = chain->settled().executed;
            QVERIFY(node::send_demo_transfer(*chain, round));
            QVERIFY(comes_true([&] { return chain->settled().executed > before; }));
            const auto list = world->batches("tortuga", 5).value();
            QVERIFY(list.settles && !list.proven);
            QVERIFY(list.batches.front().stage == node::BatchStage::kExecuted);
            QVERIFY(list.batches.front().steps.size() >= 3);
            QVERIFY(node::parse_batches(node::to_json(list)).value() == list);
        }
    }

    void the_mainland_is_shown_apart_from_the_chains()
    {
        const SettledWorld folder;
        const auto world = folder.open();
        world->start_all();
        QVERIFY(settles(*world));
        const auto snapshot = world->snapshot();
        QVERIFY(snapshot.chains.empty());
        QVERIFY(snapshot.mainland->is_embedded && snapshot.mainland->bridgehub);
        const auto back = node::parse_snapshot(node::to_json(snapshot)).value();
        QCOMPARE(back.mainland->url, snapshot.mainland->url);
        QVERIFY(back.mainland->bridgehub == snapshot.mainland->bridgehub);
        QCOMPARE(back.mainland->chain->chain_id, std::uint64_t{31'337});
        auto client = l1::Client::create(snapshot.mainland->url).value();
        QVERIFY(!client.code(*snapshot.mainland->bridgehub).value().empty());
    }

    void the_mainland_can_be_stopped_and_started_but_not_deleted()
    {
        const SettledWorld folder;
        const auto world = folder.open();
        world->start_all();
        QVERIFY(settles(*world));
        QVERIFY(world->stop_chain("mainland"));
        QVERIFY(comes_true(
            [&] { return world->snapshot().mainland->settling.phase == chain::Phase::kDegraded; }));
        QVERIFY(!world->snapshot().mainland->settling.cure.empty());
        QVERIFY(world->start_chain("mainland"));
        QVERIFY(settles(*world));
        QCOMPARE(world->delete_chain("mainland").error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(world->create_chain(named("mainland")).error().code, ErrorCode::kAlreadyExists);
    }

    void a_silent_l1_degrades_the_chains_that_settle_there_and_no_others()
    {
        const SettledWorld folder;
        const auto world = folder.open();
        auto free = named("nassau");
        free.l1 = node::kNoL1;
        static_cast<void>(world->create_chain(free).value());
        static_cast<void>(world->create_chain(named("tortuga")).value());
        world->start_all();
        QVERIFY(settles(*world));
        const auto phases_are = [&](chain::Phase nassau, chain::Phase tortuga) {
            return comes_true([&] {
                const auto chains = world->snapshot().chains;
                return chains[0].state.phase == nassau && chains[1].state.phase == tortuga;
            });
        };
        QVERIFY(phases_are(chain::Phase::kRunning, chain::Phase::kRunning));
        QVERIFY(world->stop_chain("mainland"));
        QVERIFY(phases_are(chain::Phase::kRunning, chain::Phase::kDegraded));
        const auto state = world->snapshot().chains[1].state;
        QVERIFY(state.detail.starts_with("its batches wait: "));
        QVERIFY(!state.cure.empty());
        QVERIFY(world->start_chain("mainland"));
        QVERIFY(phases_are(chain::Phase::kRunning, chain::Phase::kRunning));
    }

    void a_fresh_world_file_keeps_the_worlds_own_l1()
    {
        const SettledWorld folder;
        folder.open().reset();  // makes the mainland
        const node::Layout layout{folder.path()};
        QVERIFY(node::World::renew_world_file(folder.path()));
        QCOMPARE(node::load_world_file(layout.world_file()).value().l1,
                 std::string(node::kEmbeddedL1));
        const test::WorldFolder without;
        QVERIFY(node::World::renew_world_file(without.path()));
        QCOMPARE(node::load_world_file(node::Layout{without.path()}.world_file()).value().l1,
                 std::string(node::kNoL1));
    }

    void a_chain_may_settle_nowhere_and_not_on_a_second_l1()
    {
        const SettledWorld folder;
        const auto world = folder.open();
        auto free = named("nassau");
        free.l1 = node::kNoL1;
        QCOMPARE(world->create_chain(free).value().settlement, chain::SettlementConfig{});
        QVERIFY(!world->batches("nassau", 5).value().settles);
        auto elsewhere = named("roatan");
        elsewhere.l1 = "http://127.0.0.1:1";
        QCOMPARE(world->create_chain(elsewhere).error().code, ErrorCode::kInvalidArgument);
    }

    void a_world_without_an_l1_takes_one_and_says_when_it_does_not_answer()
    {
        const test::WorldFolder folder;
        const auto world = folder.open();
        QVERIFY(!world->snapshot().mainland);
        auto request = named("tortuga");
        request.l1 = "nonsense";
        QVERIFY(!world->create_chain(request));
        request.l1 = "http://127.0.0.1:1";
        QCOMPARE(world->create_chain(request).error().code, ErrorCode::kUnavailable);
        QVERIFY(world->snapshot().chains.empty());
    }
};

QTEST_GUILESS_MAIN(MainlandTest)
#include "mainland_test.moc"
