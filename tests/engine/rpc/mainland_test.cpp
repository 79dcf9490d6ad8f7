#include <QtTest>

#include "engine/rpc/island.hpp"

using namespace archi;
using namespace archi::rpc::tests;
using archi::rpc::Caller;

namespace {

chain::Config mainland_config()
{
    auto config = test::small_config();
    config.role = chain::Role::kMainland;
    return config;
}

}  // namespace

class MainlandMethodsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void safe_and_finalized_are_the_newest_block()
    {
        const Island mainland({}, mainland_config());
        static_cast<void>(mainland.send(test::transfer(0)));
        const auto latest = mainland.call("eth_getBlockByNumber", R"(["latest",false])");
        for (const auto* tag : {R"(["safe",false])", R"(["finalized",false])"})
            QVERIFY(mainland.call("eth_getBlockByNumber", tag) == latest);
    }

    void time_travels_and_blocks_come_on_demand()
    {
        const Island mainland({}, mainland_config());
        static_cast<void>(mainland.call("evm_mine"));
        const auto time = [&] { return mainland.chain->head()->header.timestamp; };
        const auto before = time();
        QCOMPARE(text_of(mainland.call("evm_increaseTime", "[3600]")), std::string("0xe10"));
        static_cast<void>(mainland.call("evm_mine"));
        QVERIFY(time() >= before + 3600);
    }

    void a_reorg_replaces_blocks_by_as_many_and_filters_tell_the_new_ones()
    {
        const Island mainland({}, mainland_config());
        static_cast<void>(mainland.send(test::transfer(0)));
        const auto receipt = mainland.send(test::transfer(1));
        const auto filter = json::serialize(mainland.call("eth_newBlockFilter"));
        const auto head = mainland.chain->head()->header.number;
        QVERIFY(mainland.call("anvil_reorg", "[1,[]]").is_null());
        QCOMPARE(mainland.chain->head()->header.number, head);
        const auto hash = json::serialize(receipt.at("transactionHash"));
        QVERIFY(mainland.call("eth_getTransactionReceipt", "[" + hash + "]").is_null());
        QVERIFY(test::comes_true([&] {
            const auto told = mainland.call("eth_getFilterChanges", "[" + filter + "]");
            return !told.as_array().empty() &&
                   text_of(told.as_array().back()) == hex::encode(mainland.chain->head()->hash);
        }));
        QCOMPARE(mainland.error_code("anvil_reorg", "[1000000,[]]"), -32602);
        QCOMPARE(mainland.error_code("anvil_reorg", R"([1,[["0x00",0]]])"), -32602);
    }

    void web_pages_and_islands_have_none_of_it()
    {
        const Island mainland({}, mainland_config());
        const Island island;
        for (const auto* call : {R"("evm_mine","params":[])", R"("evm_increaseTime","params":[1])",
                                 R"("anvil_reorg","params":[1,[]])"}) {
            const auto body = R"({"jsonrpc":"2.0","id":1,"method":)" + std::string(call) + "}";
            Caller page;
            page.from_browser = true;
            QVERIFY(mainland.ask(body, page).find("-32601") != std::string::npos);
            QVERIFY(island.ask(body).find("-32601") != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(MainlandMethodsTest)
#include "mainland_test.moc"
