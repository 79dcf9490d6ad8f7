#include <sys/stat.h>
#include <QtTest>

#include "engine/node/world_folder.hpp"
#include "net/client.hpp"
#include "node/layout.hpp"

using namespace archi;
using test::named;
using test::WorldFolder;

class AdminTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void another_process_sees_and_changes_the_same_world()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        std::atomic<bool> asked = false;
        QVERIFY(world->serve_admin([&] { asked = true; }));
        const auto remote = node::attach(folder.path()).value();

        const auto created = remote->create_chain(named("tortuga"), {}).value();
        QVERIFY(remote->start_chain("tortuga", {}));
        const auto seen = remote->status().value();
        QCOMPARE(seen.chains.size(), std::size_t{1});
        QCOMPARE(seen.chains[0].chain_id, created.chain_id);
        QCOMPARE(seen.chains[0].state.phase, chain::Phase::kRunning);
        QVERIFY(remote->stop_chain("tortuga"));
        QCOMPARE(world->snapshot().chains[0].state.phase, chain::Phase::kStopped);

        QVERIFY(remote->shut_down());
        QTRY_VERIFY(asked);
    }

    void errors_cross_the_socket_with_code_and_sentence()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        QVERIFY(world->serve_admin([] {}));
        const auto remote = node::attach(folder.path()).value();
        const auto started = remote->start_chain("atlantis", {});
        QCOMPARE(started.error().code, ErrorCode::kNotFound);
        QVERIFY(started.error().sentence.find("atlantis") != std::string::npos);
    }

    void the_socket_is_for_this_user_alone()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        QVERIFY(world->serve_admin([] {}));
        struct stat status{};
        QCOMPARE(stat(node::Layout{folder.path()}.admin_socket().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0077, 0U);
    }

    void garbage_gets_an_error_and_changes_nothing()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        QVERIFY(world->serve_admin([] {}));
        const auto url = "unix:" + node::Layout{folder.path()}.admin_socket().string();
        auto client = net::Client::create(url).value();
        for (const auto* body :
             {"", "{", "[]", "null", R"({"method":"create"})", R"({"method":"create","params":{}})",
              R"({"method":"create","params":{"name":7}})", R"({"method":"fly","params":{}})",
              R"({"method":"create","params":{"name":"x","chain_id":-1}})"}) {
            const auto answer = client.post(body);
            QVERIFY(answer);
            QVERIFY2(answer->body.find("\"error\"") != std::string::npos, body);
        }
        QVERIFY(world->snapshot().chains.empty());
    }

    void nobody_answers_for_a_world_that_is_not_open()
    {
        const WorldFolder folder;
        QCOMPARE(node::attach(folder.path()).error().code, ErrorCode::kUnavailable);
    }

    void a_world_with_a_very_long_path_has_its_socket_elsewhere()
    {
        const QTemporaryDir folder;
        const auto path =
            std::filesystem::path(folder.path().toStdString()) / std::string(150, 'x');
        QVERIFY(node::World::create(path));
        const auto world = node::World::open(path).value();
        QVERIFY(world->serve_admin([] {}));
        QVERIFY(node::attach(path));
    }
};

QTEST_GUILESS_MAIN(AdminTest)
#include "admin_test.moc"
