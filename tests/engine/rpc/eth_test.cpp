// eth_: what wallets and libraries do with a chain.

#include <QtTest>

#include "base/keccak.hpp"
#include "engine/rpc/island.hpp"
#include "stf/block.hpp"

namespace archi::rpc::tests {

class EthTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Island> island_ = std::make_unique<Island>();
    std::uint64_t nonce_ = 0;
    std::string counter_;  ///< address of a contract, quoted

    static constexpr const char* kReverting = "0x60006000fd";
    /// A call object for the contract whose code is overridden.
    std::string call_with_code(std::string_view code) const
    {
        return R"([{"to":)" + Island::address(50) + R"(},"latest",{)" + Island::address(50) +
               ":{\"code\":\"" + std::string(code) + "\"}}]";
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto receipt = island_->send(test::deployment(nonce_++));
        counter_ = json::serialize(receipt.at("contractAddress"));
    }
    void cleanupTestCase() { island_.reset(); }

    void moves_money_and_tells_it_everywhere()
    {
        const auto receipt = island_->send(test::transfer(nonce_++, 12'345));
        QCOMPARE(text_of(receipt.at("status")), std::string("0x1"));
        QCOMPARE(text_of(receipt.at("gasUsed")), std::string("0x5208"));
        QVERIFY(receipt.at("contractAddress").is_null());
        QCOMPARE(
            text_of(island_->call("eth_getBalance", "[" + Island::address(99) + ",\"latest\"]")),
            std::string("0x3039"));

        const auto hash = json::serialize(receipt.at("transactionHash"));
        const auto transaction = island_->call("eth_getTransactionByHash", "[" + hash + "]");
        QCOMPARE(transaction.at("blockHash"), receipt.at("blockHash"));
        QCOMPARE(transaction.at("gasPrice"), receipt.at("effectiveGasPrice"));
        QCOMPARE(text_of(transaction.at("value")), std::string("0x3039"));
        const auto place = "[" + json::serialize(receipt.at("blockHash")) + "," +
                           json::serialize(receipt.at("transactionIndex")) + "]";
        QCOMPARE(island_->call("eth_getTransactionByBlockHashAndIndex", place), transaction);
        const auto receipts = island_->call("eth_getBlockReceipts",
                                            "[" + json::serialize(receipt.at("blockNumber")) + "]");
        QCOMPARE(receipts.at(0), receipt);
        const auto details = island_->call("zks_getTransactionDetails", "[" + hash + "]");
        QCOMPARE(text_of(details.at("status")), std::string("included"));
    }

    void gives_blocks_whose_hash_can_be_computed_again()
    {
        const auto block = island_->call("eth_getBlockByNumber", R"(["latest",false])");
        const auto record = island_->chain->block(
            hex::decode_quantity_u64(std::string_view(block.at("number").as_string())).value());
        QCOMPARE(text_of(block.at("hash")), hex::encode(stf::hash(record->header)));
        for (const auto* field : {"sha3Uncles",      "miner",
                                  "stateRoot",       "transactionsRoot",
                                  "receiptsRoot",    "logsBloom",
                                  "difficulty",      "gasLimit",
                                  "gasUsed",         "timestamp",
                                  "extraData",       "mixHash",
                                  "nonce",           "baseFeePerGas",
                                  "withdrawalsRoot", "size",
                                  "totalDifficulty", "parentBeaconBlockRoot",
                                  "requestsHash",    "blobGasUsed",
                                  "excessBlobGas"})
            QVERIFY2(block.at(field).is_string(), field);
        const auto by_hash = island_->call("eth_getBlockByHash",
                                           "[" + json::serialize(block.at("hash")) + ",false]");
        QCOMPARE(by_hash, block);
        QVERIFY(island_->call("eth_getBlockByNumber", R"(["0xffffff",true])").is_null());
        QCOMPARE(island_->call("eth_getBlockByNumber", R"(["finalized",false])"),
                 island_->call("eth_getBlockByNumber", R"(["0x0",false])"));
    }

    void counts_pending_nonces()
    {
        const auto at = [&](std::string_view tag) {
            return text_of(island_->call("eth_getTransactionCount", "[" + Island::address(0) + "," +
                                                                        Island::quoted(tag) + "]"));
        };
        const auto before = hex::encode_quantity(nonce_);
        QCOMPARE(at("latest"), before);
        QCOMPARE(at("pending"), before);
        QCOMPARE(at("earliest"), std::string("0x0"));
    }

    void reads_code_and_storage_at_any_block()
    {
        const auto slot = "[" + counter_ + R"(,"0x0",)";
        const auto before = island_->call("eth_getStorageAt", slot + "\"latest\"]");
        const auto contract =
            hex::decode_fixed<Address>(std::string_view(json::parse(counter_).as_string())).value();
        const auto receipt = island_->send(test::call(nonce_++, contract));
        const auto after = island_->call("eth_getStorageAt", slot + "\"latest\"]");
        QVERIFY(before != after);
        const auto parent = hex::encode_quantity(
            hex::decode_quantity_u64(std::string_view(receipt.at("blockNumber").as_string()))
                .value() -
            1);
        QCOMPARE(island_->call("eth_getStorageAt", slot + Island::quoted(parent) + "]"), before);
        QVERIFY(text_of(island_->call("eth_getCode", "[" + counter_ + ",\"latest\"]")).size() > 2);
        QCOMPARE(text_of(island_->call("eth_getCode", "[" + counter_ + ",\"0x0\"]")),
                 std::string("0x"));
        QCOMPARE(island_->error_code("eth_getCode", "[" + counter_ + ",\"0xffffff\"]"), -32000);
    }

    void calls_with_overrides()
    {
        // NUMBER PUSH1 0 MSTORE PUSH1 32 PUSH1 0 RETURN
        const auto result = island_->call(
            "eth_call", R"([{"to":)" + Island::address(50) + R"(},"latest",{)" +
                            Island::address(50) +
                            R"(:{"code":"0x4360005260206000f3"}},{"number":"0x1234"}])");
        QVERIFY(text_of(result).ends_with("1234"));
        // SLOAD(5)
        const auto loaded = island_->call(
            "eth_call", R"([{"to":)" + Island::address(50) + R"(},"latest",{)" +
                            Island::address(50) +
                            R"(:{"code":"0x60055460005260206000f3","stateDiff":{"0x5":"0x77"}}}])");
        QVERIFY(text_of(loaded).ends_with("77"));
    }

    void tells_reverts_with_their_data()
    {
        const auto response = island_->respond("eth_call", call_with_code(kReverting));
        QCOMPARE(response.at("error").at("code").as_int64(), 3);
        QCOMPARE(text_of(response.at("error").at("message")), std::string("execution reverted"));
        QCOMPARE(text_of(response.at("error").at("data")), std::string("0x"));
        // PUSH1 1 PUSH1 0 MSTORE PUSH1 32 PUSH1 0 REVERT
        const auto with_data =
            island_->respond("eth_call", call_with_code("0x600160005260206000fd"));
        QCOMPARE(text_of(with_data.at("error").at("data")).size(), 66U);
        // INVALID
        QCOMPARE(island_->error_code("eth_call", call_with_code("0xfe")), -32000);
    }

    void estimates_gas_that_is_enough_and_not_much_more()
    {
        const auto transfer = R"([{"from":)" + Island::address(0) + R"(,"to":)" +
                              Island::address(99) + R"(,"value":"0x1"}])";
        QCOMPARE(text_of(island_->call("eth_estimateGas", transfer)), std::string("0x5208"));

        const auto contract =
            hex::decode_fixed<Address>(std::string_view(json::parse(counter_).as_string())).value();
        const auto estimate = island_->call(
            "eth_estimateGas", R"([{"from":)" + Island::address(0) + R"(,"to":)" + counter_ + "}]");
        auto transaction = test::call(nonce_++, contract);
        transaction.gas_limit =
            hex::decode_quantity_u64(std::string_view(estimate.as_string())).value();
        const auto receipt = island_->send(transaction);
        QCOMPARE(text_of(receipt.at("status")), std::string("0x1"));
        const auto used =
            hex::decode_quantity_u64(std::string_view(receipt.at("gasUsed").as_string())).value();
        QVERIFY(transaction.gas_limit < used * 5 / 4);

        QCOMPARE(island_->error_code("eth_estimateGas", call_with_code(kReverting)), 3);
        // JUMPDEST PUSH1 0 JUMP: never ends
        QVERIFY(island_->error_message("eth_estimateGas", call_with_code("0x5b600056"))
                    .starts_with("gas required exceeds allowance"));
        QVERIFY(island_
                    ->error_message("eth_estimateGas", R"([{"from":)" + Island::address(51) +
                                                           R"(,"to":)" + Island::address(0) +
                                                           R"(,"value":"0x1"}])")
                    .find("insufficient funds") != std::string::npos);
    }

    void lists_what_a_call_touches()
    {
        const auto result =
            island_->call("eth_createAccessList",
                          R"([{"from":)" + Island::address(0) + R"(,"to":)" + counter_ + "}]");
        QCOMPARE(result.at("accessList").as_array().size(), 1U);
        QCOMPARE(json::serialize(result.at("accessList").at(0).at("address")), counter_);
        QCOMPARE(result.at("accessList").at(0).at("storageKeys").as_array().size(), 2U);
    }

    void tells_fees_of_the_past()
    {
        const auto history = island_->call("eth_feeHistory", R"(["0x3","latest",[10,50,90]])");
        const auto blocks = history.at("gasUsedRatio").as_array().size();
        QVERIFY(blocks >= 2);
        QCOMPARE(history.at("baseFeePerGas").as_array().size(), blocks + 1);
        QCOMPARE(history.at("reward").as_array().size(), blocks);
        QCOMPARE(history.at("reward").at(blocks - 1).as_array().size(), 3U);
        QCOMPARE(text_of(history.at("reward").at(blocks - 1).at(1)),
                 hex::encode_quantity(test::kGwei));
        QCOMPARE(island_->error_code("eth_feeHistory", R"(["0x3","latest",[90,10]])"), -32602);
        QCOMPARE(island_->error_code("eth_feeHistory", R"(["0x3","latest",[101]])"), -32602);
    }

    void refuses_bad_transactions_in_known_words()
    {
        const auto send = [&](const stf::Transaction& transaction) {
            return island_->error_message(
                "eth_sendRawTransaction",
                "[" + Island::quoted(hex::encode(test::sign(transaction, test::person(0)))) + "]");
        };
        QVERIFY(send(test::transfer(0)).find("nonce too low") != std::string::npos);
        auto foreign = test::transfer(nonce_);
        foreign.chain_id = 1;
        QVERIFY(send(foreign).find("chain") != std::string::npos);
        QCOMPARE(island_->error_code("eth_sendRawTransaction", R"(["0x00"])"), -32000);
        QCOMPARE(island_->error_code("eth_sendRawTransaction", R"(["00"])"), -32602);
    }

    void waits_for_the_receipt_if_asked_to()
    {
        const auto raw =
            Island::quoted(hex::encode(test::sign(test::transfer(nonce_++), test::person(0))));
        const auto receipt = island_->call("eth_sendRawTransactionSync", "[" + raw + ",10000]");
        QCOMPARE(text_of(receipt.at("status")), std::string("0x1"));

        const auto gap =
            Island::quoted(hex::encode(test::sign(test::transfer(nonce_ + 5), test::person(0))));
        const auto late = island_->respond("eth_sendRawTransactionSync", "[" + gap + ",1]");
        QCOMPARE(late.at("error").at("code").as_int64(), 4);
        QCOMPARE(text_of(late.at("error").at("data")).size(), 66U);

        const auto pool = island_->call("txpool_status");
        QCOMPARE(text_of(pool.at("queued")), std::string("0x1"));
        QCOMPARE(island_->call("txpool_content").at("queued").as_object().size(), 1U);
        QCOMPARE(island_->call("txpool_inspect").at("queued").as_object().size(), 1U);
    }

    void proves_storage_against_the_last_sealed_batch()
    {
        QTRY_VERIFY_WITH_TIMEOUT(island_->chain->last_batch() > 0, 20'000);
        const auto proof = island_->call("zks_getProof", "[" + counter_ + R"(,["0x0","0x99"]])");
        QCOMPARE(text_of(proof.at("storageProofs").at(1).at("proof").at("type")),
                 std::string("nonExisting"));
        const auto number = text_of(proof.at("batchNumber"));
        const auto range =
            island_->call("zks_getL1BatchBlockRange", "[" + Island::quoted(number) + "]");
        QCOMPARE(range.as_array().size(), 2U);
        QCOMPARE(island_->error_code("zks_getProof", "[" + counter_ + R"(,["0x0"],"0xffffff"])"),
                 -32000);
    }
};

}  // namespace archi::rpc::tests

QTEST_GUILESS_MAIN(archi::rpc::tests::EthTest)
#include "eth_test.moc"
