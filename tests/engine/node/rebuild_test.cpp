// A world made again from an L1.

#include <QTemporaryDir>
#include <QtTest>
#include <chrono>
#include <thread>

#include "engine/node/world_folder.hpp"
#include "node/demo.hpp"
#include "node/layout.hpp"
#include "node/rebuild.hpp"
#include "node/world_file.hpp"

using namespace archi;
using node::rebuild_world;
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

/// A world with a rollup and a validium that have executed batches; it runs.
struct OldWorld {
    QTemporaryDir folder;
    std::unique_ptr<node::World> world;

    /// One that is not changed, with nothing beside it.
    static const OldWorld& shared()
    {
        static const OldWorld old;
        std::filesystem::remove_all(old.path("new"));
        return old;
    }

    OldWorld()
    {
        static_cast<void>(node::World::create(path("old"), node::kEmbeddedL1).value());
        world = node::World::open(path("old")).value();
        auto validium = named("tonga");
        validium.data_mode = chain::DataMode::kValidium;
        static_cast<void>(world->create_chain(named("tortuga")).value());
        static_cast<void>(world->create_chain(validium).value());
        world->start_all();
        for (const char* name : {"tortuga", "tonga"}) {
            const auto chain = world->chain(name);
            for (std::uint64_t i = 1; i <= 3; ++i)
                if (!node::send_demo_transfer(*chain, i)) qFatal("no transfer");
            if (!comes_true([&] { return chain->settled().executed > 0; })) qFatal("no batch");
        }
    }
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }
    [[nodiscard]] node::RebuildRequest request(const std::string& chain) const
    {
        return {.chain = chain,
                .l1 = world->snapshot().mainland->url,
                .bridgehub = world->snapshot().mainland->bridgehub,
                .target = path("new")};
    }
    [[nodiscard]] std::string id(const char* name) const
    {
        return std::to_string(world->chain(name)->config().chain_id);
    }
    [[nodiscard]] std::string complaint(const node::RebuildRequest& asked) const
    {
        const auto report = rebuild_world(asked);
        if (std::filesystem::exists(path("new")) || std::filesystem::exists(path("new.part")))
            return "left something behind";
        return report ? "rebuilt" : describe(report.error());
    }
};

bool has(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

class RebuildTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_rollup_comes_from_the_l1_alone_and_runs()
    {
        const auto& old = OldWorld::shared();
        // What an interrupted one left is thrown away.
        std::filesystem::create_directories(old.path("new.part") / "chains");
        std::vector<std::string> stages;
        const auto report =
            rebuild_world(old.request(old.id("tortuga")), [&](const std::string& stage) {
                stages.push_back(stage);
            }).value();
        QVERIFY(stages.size() >= 3);
        const auto theirs = old.world->chain("tortuga")->batch(report.batches).value();
        QVERIFY(report.batches >= 1);
        QVERIFY(report.commitment == theirs.commitment_after);
        QCOMPARE(report.block, theirs.last_block + 1);
        QVERIFY(!std::filesystem::exists(old.path("new.part")));

        const auto world = node::World::open(old.path("new")).value();
        world->start_all();
        const auto chain = world->chain(report.config.name);
        QCOMPARE(chain->state().phase, chain::Phase::kRunning);
        QVERIFY(node::send_demo_transfer(*chain, 4));
        const auto checked = world->check_chain(report.config.name);
        QVERIFY2(checked, checked ? "" : describe(checked.error()).c_str());
    }

    void a_validium_needs_its_data_and_checks_them()
    {
        const auto& old = OldWorld::shared();
        auto asked = old.request(old.id("tonga"));
        QVERIFY(has(old.complaint(asked), "is a validium"));
        asked.data_folder = old.path("old");
        asked.bridgehub.reset();
        asked.chain = "tonga";
        const auto report = rebuild_world(asked).value();
        QCOMPARE(report.config.name, std::string("tonga"));
        QVERIFY(report.commitment ==
                old.world->chain("tonga")->batch(report.batches)->commitment_after);
    }

    void data_that_the_l1_did_not_commit_to_are_refused()
    {
        const auto& old = OldWorld::shared();
        // The folder of another world, whose chain of that id has other batches.
        const OldWorld other;
        auto asked = old.request("tonga");
        asked.data_folder = other.path("old");
        QVERIFY(has(old.complaint(asked), "not what its output commits to"));
    }

    void a_new_world_settles_with_the_keys_of_the_old_one()
    {
        OldWorld old;
        auto asked = old.request(old.id("tortuga"));
        asked.data_folder = old.path("old");
        asked.takes_over = true;
        // It lost the chain, and has its operator and L1 yet.
        QVERIFY(old.world->delete_chain("tortuga").has_value());
        const auto report = rebuild_world(asked).value();
        const auto world = node::World::open(old.path("new")).value();
        world->start_all();
        const auto chain = world->chain(report.config.name);
        QVERIFY(node::send_demo_transfer(*chain, 4));
        QVERIFY(comes_true([&] { return chain->settled().executed > report.batches; }));
    }

    void what_is_asked_for_is_checked_first()
    {
        const auto& old = OldWorld::shared();
        auto asked = old.request("4242");
        QVERIFY(has(old.complaint(asked), "knows no chain 4242"));
        asked = old.request("tortuga");
        QVERIFY(has(old.complaint(asked), "is no chain id"));
        asked = old.request(old.id("tortuga"));
        asked.bridgehub.reset();
        QVERIFY(has(old.complaint(asked), "--bridgehub"));
        asked.bridgehub = small_address(0x1234);
        QVERIFY(has(old.complaint(asked), "is that the Bridgehub's address?"));
        asked = old.request(old.id("tortuga"));
        asked.l1 = "http://127.0.0.1:1";
        QVERIFY(has(old.complaint(asked), "the L1 does not answer"));
        asked = old.request(old.id("tortuga"));
        asked.target = old.path("old");
        QVERIFY(has(describe(rebuild_world(asked).error()), "not an empty folder"));
    }
};

QTEST_GUILESS_MAIN(RebuildTest)
#include "rebuild_test.moc"
