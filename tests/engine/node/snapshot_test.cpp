#include <QtTest>

#include "node/snapshot_json.hpp"

using namespace archi;

class SnapshotTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_is_written_is_read_again()
    {
        node::ChainSnapshot chain;
        chain.name = "tortuga";
        chain.chain_id = 420'101;
        chain.data_mode = chain::DataMode::kValidium;
        chain.state = {chain::Phase::kFailed, "the disk is \"full\"", "free some", 17};
        chain.is_open = true;
        chain.metrics.block_number = 5;
        chain.metrics.transactions_per_second = 12.5;
        chain.rpc_url = "http://127.0.0.1:3050";
        chain.config.block_time = chain::milliseconds(250);
        node::WorldSnapshot world{"/somewhere", {chain}};
        chain.name = "mainland";
        world.mainland = {.url = "http://127.0.0.1:8545",
                          .is_embedded = true,
                          .chain_id = 31'337,
                          .chain = chain,
                          .settling = {chain::Phase::kDegraded, "no answer", "start it", 18},
                          .bridgehub = small_address(9)};

        const auto read = node::parse_snapshot(node::to_json(world)).value();
        QCOMPARE(read.path, world.path);
        QCOMPARE(read.mainland->url, world.mainland->url);
        QCOMPARE(read.mainland->chain->name, std::string("mainland"));
        QVERIFY(read.mainland->settling == world.mainland->settling);
        QVERIFY(read.mainland->bridgehub == world.mainland->bridgehub);
        QCOMPARE(read.chains[0].name, std::string("tortuga"));
        QCOMPARE(read.chains[0].chain_id, chain.chain_id);
        QCOMPARE(read.chains[0].data_mode, chain.data_mode);
        QVERIFY(read.chains[0].state == chain.state);
        QCOMPARE(read.chains[0].metrics.block_number, std::uint64_t{5});
        QCOMPARE(read.chains[0].metrics.transactions_per_second, 12.5);
        QCOMPARE(read.chains[0].config.block_time, chain.config.block_time);
    }

    void what_is_not_known_stays_unknown()
    {
        node::ChainSnapshot chain;
        chain.name = "tortuga";
        const auto json = node::to_json(chain);
        QVERIFY(json.find("\"metrics\":null") != std::string::npos);
        const auto read = node::parse_snapshot(node::to_json({"w", {chain}, {}})).value();
        QVERIFY(!read.chains[0].is_open);
    }

    void anything_else_is_an_error()
    {
        for (const auto* text :
             {"", "{", "[]", "{}", R"({"world":1,"chains":[]})", R"({"world":"w","chains":[{}]})",
              R"({"world":"w","chains":{}})", R"({"world":"w","mainland":{},"chains":[]})"})
            QCOMPARE(node::parse_snapshot(text).error().code, ErrorCode::kCorrupt);
    }

    void every_error_code_has_a_word_that_leads_back()
    {
        for (int code = 0; code <= static_cast<int>(ErrorCode::kInternal); ++code) {
            const auto known = static_cast<ErrorCode>(code);
            QCOMPARE(node::parse_error_code(node::to_string(known)), known);
        }
    }
};

QTEST_GUILESS_MAIN(SnapshotTest)
#include "snapshot_test.moc"
