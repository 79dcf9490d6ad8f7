#include "node/world.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QtTest>

#include "engine/node/world_folder.hpp"
#include "net/client.hpp"

using namespace archi;
using test::named;
using test::WorldFolder;

namespace {

/// A listening socket on any free port of the loopback address.
class TakenPort {
public:
    TakenPort()
    {
        descriptor_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        bind(descriptor_, reinterpret_cast<sockaddr*>(&address), size);
        listen(descriptor_, 1);
        getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }
    ~TakenPort() { close(descriptor_); }
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    int descriptor_;
    std::uint16_t port_ = 0;
};

bool answers(const std::string& url)
{
    auto client = net::Client::create(url);
    const auto answer =
        client->post(R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]})");
    return answer.has_value() && answer->body.find("result") != std::string::npos;
}

}  // namespace

class WorldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_a_second_opener_and_names_the_first()
    {
        const WorldFolder folder;
        const auto first = folder.open();
        const auto second = node::World::open(folder.path());
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::kBusy);
        QVERIFY(second.error().sentence.find(std::to_string(getpid())) != std::string::npos);
    }

    void opens_again_after_the_first_is_gone()
    {
        const WorldFolder folder;
        folder.open().reset();
        QVERIFY(node::World::open(folder.path()));
    }

    void says_how_to_make_a_world_where_there_is_none()
    {
        const QTemporaryDir empty;
        const auto world = node::World::open(empty.path().toStdString());
        QCOMPARE(world.error().code, ErrorCode::kNotFound);
        QVERIFY(world.error().sentence.find("archipelago init") != std::string::npos);
    }

    void does_not_make_a_world_in_a_folder_with_other_things()
    {
        const QTemporaryDir folder;
        std::ofstream(folder.filePath("letter.txt").toStdString()) << "Dear Anne";
        QCOMPARE(node::World::create(folder.path().toStdString()).error().code,
                 ErrorCode::kInvalidArgument);
    }

    void refuses_a_hostile_world_file_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        const auto corrupt = static_cast<int>(ErrorCode::kCorrupt);
        QTest::newRow("empty") << "" << corrupt;
        QTest::newRow("not toml") << "\x01\x02[[[" << corrupt;
        QTest::newRow("no format") << "stopped = []" << corrupt;
        QTest::newRow("format of another type") << "format = 'one'" << corrupt;
        QTest::newRow("negative format") << "format = -1" << corrupt;
        QTest::newRow("newer format")
            << "format = 999" << static_cast<int>(ErrorCode::kUnsupported);
        QTest::newRow("unknown key") << "format = 1\nlaser = true" << corrupt;
        QTest::newRow("stopped is no list") << "format = 1\nstopped = 'all'" << corrupt;
        QTest::newRow("stopped holds a number") << "format = 1\nstopped = [1]" << corrupt;
        QTest::newRow("huge") << QString(2'000'000, 'x') << corrupt;
    }

    void refuses_a_hostile_world_file()
    {
        QFETCH(QString, text);
        QFETCH(int, code);
        const WorldFolder folder;
        folder.write("world.toml", text.toStdString());
        const auto world = node::World::open(folder.path());
        QVERIFY(!world);
        QCOMPARE(static_cast<int>(world.error().code), code);
    }

    void keeps_a_chain_with_a_broken_chain_toml_visible_with_its_cause()
    {
        const WorldFolder folder;
        folder.write("chains/wreck/chain.toml", "name = 'wreck'\nchain_id = 'many'");
        const auto world = folder.open();
        const auto snapshot = world->snapshot();
        QCOMPARE(snapshot.chains.size(), std::size_t{1});
        QCOMPARE(snapshot.chains[0].state.phase, chain::Phase::kFailed);
        QVERIFY(snapshot.chains[0].state.detail.find("chain_id") != std::string::npos);
        QVERIFY(!world->start_chain("wreck"));
    }

    void gives_each_chain_an_id_and_a_port_of_its_own()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        const auto first = world->create_chain(named("tortuga")).value();
        const auto second = world->create_chain(named("nassau")).value();
        QVERIFY(first.chain_id != second.chain_id);
        QVERIFY(first.rpc_port != second.rpc_port);
    }

    void refuses_taken_and_impossible_names_ids_and_ports()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        const auto tortuga = world->create_chain(named("tortuga")).value();
        QCOMPARE(world->create_chain(named("tortuga")).error().code, ErrorCode::kAlreadyExists);
        for (const auto* name : {"", "Tortuga", "../etc", "a b", "9lives", ".draft-x"})
            QCOMPARE(world->create_chain(named(name)).error().code, ErrorCode::kInvalidArgument);
        auto same_id = named("nassau");
        same_id.chain_id = tortuga.chain_id;
        QCOMPARE(world->create_chain(same_id).error().code, ErrorCode::kAlreadyExists);
        auto same_port = named("nassau");
        same_port.rpc_port = tortuga.rpc_port;
        QCOMPARE(world->create_chain(same_port).error().code, ErrorCode::kBusy);
        auto too_fast = named("nassau");
        too_fast.block_time = chain::milliseconds(1);
        QCOMPARE(world->create_chain(too_fast).error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(world->snapshot().chains.size(), std::size_t{1});
    }

    void removes_what_an_interrupted_creation_left()
    {
        const WorldFolder folder;
        folder.write("chains/.draft-nassau/chain.toml", "half of a fi");
        const auto world = folder.open();
        QVERIFY(!std::filesystem::exists(folder.path() / "chains" / ".draft-nassau"));
        QVERIFY(world->create_chain(named("nassau")));
    }

    void runs_a_chain_that_answers_on_its_port_until_it_is_stopped()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        static_cast<void>(world->create_chain(named("tortuga")).value());
        QCOMPARE(world->snapshot().chains[0].state.phase, chain::Phase::kStopped);

        QVERIFY(world->start_chain("tortuga"));
        const auto running = world->snapshot().chains[0];
        QCOMPARE(running.state.phase, chain::Phase::kRunning);
        QVERIFY(!running.metrics.proven);
        QVERIFY(answers(running.rpc_url));

        QVERIFY(world->stop_chain("tortuga"));
        QCOMPARE(world->snapshot().chains[0].state.phase, chain::Phase::kStopped);
        QVERIFY(!answers(running.rpc_url));
    }

    void a_busy_port_is_a_failure_with_a_cure_and_ends_when_the_port_is_free()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        {
            const TakenPort taken;
            auto request = named("tortuga");
            request.rpc_port = taken.port();
            static_cast<void>(world->create_chain(request).value());
            const auto started = world->start_chain("tortuga");
            QCOMPARE(started.error().code, ErrorCode::kBusy);
            const auto state = world->snapshot().chains[0].state;
            QCOMPARE(state.phase, chain::Phase::kFailed);
            QVERIFY(state.detail.find(std::to_string(taken.port())) != std::string::npos);
            QVERIFY(!state.cure.empty());
        }
        QVERIFY(world->start_chain("tortuga"));
        QCOMPARE(world->snapshot().chains[0].state.phase, chain::Phase::kRunning);
    }

    void start_all_starts_what_the_user_did_not_stop()
    {
        const WorldFolder folder;
        {
            const auto world = folder.open();
            static_cast<void>(world->create_chain(named("nassau")).value());
            static_cast<void>(world->create_chain(named("tortuga")).value());
            world->start_all();
            QVERIFY(world->stop_chain("nassau"));
        }
        const auto world = folder.open();
        world->start_all();
        const auto chains = world->snapshot().chains;
        QCOMPARE(chains[0].state.phase, chain::Phase::kStopped);
        QCOMPARE(chains[1].state.phase, chain::Phase::kRunning);
    }

    void a_deleted_chain_is_in_the_trash_and_its_name_is_free()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        static_cast<void>(world->create_chain(named("tortuga")).value());
        QVERIFY(world->start_chain("tortuga"));
        QVERIFY(world->delete_chain("tortuga"));
        QVERIFY(world->snapshot().chains.empty());
        const auto trash = std::filesystem::directory_iterator(folder.path() / "trash");
        QVERIFY(std::filesystem::exists(trash->path() / "chain.toml"));
        QVERIFY(world->create_chain(named("tortuga")));
    }

    void tells_listeners_of_changes_and_blocks()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        std::atomic<int> changes = 0;
        std::atomic<int> blocks = 0;
        const auto id = world->subscribe(
            {.on_change = [&] { ++changes; },
             .on_block = [&](const std::string&, const chain::Block&) { ++blocks; }});
        auto request = named("tortuga");
        request.block_time = chain::milliseconds(100);
        static_cast<void>(world->create_chain(request).value());
        QVERIFY(world->start_chain("tortuga"));
        QVERIFY(changes > 0);
        QTRY_VERIFY_WITH_TIMEOUT(blocks > 0, 20'000);
        world->unsubscribe(id);
    }
};

QTEST_GUILESS_MAIN(WorldTest)
#include "world_test.moc"
