// Blocks and batches against the vectors that tests/vectors computes from the format pages.

#include <QtTest>

#include "stf/entropy_stage.hpp"
#include "stf/flows.hpp"
#include "stf/genesis.hpp"
#include "stf/output.hpp"
#include "stf/pubdata.hpp"
#include "vectors/vector_file.hpp"

using namespace archi;
using namespace archi::stf;
using namespace archi::vectors;

namespace {

Receipt receipt_of(const QJsonObject& item)
{
    Receipt receipt;
    receipt.success = item["success"].toBool();
    receipt.gas_used = u64_of(item["gas_used"]);
    receipt.cumulative_gas_used = u64_of(item["cumulative_gas_used"]);
    receipt.cycles = u64_of(item["cycles"]);
    receipt.effective_gas_price = number_of(item["effective_gas_price"]);
    receipt.contract_address = fixed_of<Address>(item["contract_address"]);
    for (const auto& log : objects_of(item["logs"]))
        receipt.logs.push_back(
            {fixed_of<Address>(log["address"]), hashes_of(log["topics"]), bytes_of(log["data"])});
    return receipt;
}

state::Snapshot snapshot_of(const QJsonValue& value)
{
    return {.on_chain = {.root = hash_of(value["root"]), .count = u64_of(value["count"])},
            .off_chain = state::empty_tree(),
            .block_number = u64_of(value["number"]),
            .recent_blocks = hash_of(value["recent_blocks"]),
            .timestamp = u64_of(value["timestamp"])};
}

Settlement settlement_of(const QJsonObject& item)
{
    const auto value = item["settlement"];
    if (!value.isObject()) return {};
    return {.chain_id = u64_of(value["chain_id"]),
            .base_token = hash_of(value["base_token"]),
            .group = hash_of(value["group"]),
            .epoch_seconds = u64_of(value["epoch_seconds"]),
            .data_scheme = static_cast<std::uint8_t>(u64_of(value["data_scheme"]))};
}

OutputFields output_of(const QJsonObject& item)
{
    OutputFields fields;
    fields.protocol_version = static_cast<std::uint32_t>(u64_of(item["protocol_version"]));
    fields.program_hash = hash_of(item["program_hash"]);
    fields.chain_id = u64_of(item["chain_id"]);
    fields.settlement_chain_id = u64_of(item["settlement_chain_id"]);
    fields.group = hash_of(item["group"]);
    fields.epoch = u64_of(item["epoch"]);
    fields.batch_number = u64_of(item["batch_number"]);
    fields.first_timestamp = u64_of(item["first_timestamp"]);
    fields.last_timestamp = u64_of(item["last_timestamp"]);
    fields.data_scheme = static_cast<std::uint8_t>(u64_of(item["data_scheme"]));
    fields.data_commitment = hash_of(item["data_commitment"]);
    fields.queue_hash = hash_of(item["queue_hash"]);
    fields.queue_count = u64_of(item["queue_count"]);
    fields.accumulator_before = hash_of(item["accumulator_before"]);
    fields.accumulator_after = hash_of(item["accumulator_after"]);
    fields.message_tree_root = hash_of(item["message_tree_root"]);
    fields.imported_accumulators = hash_of(item["imported_accumulators"]);
    fields.asset_flow_root = hash_of(item["asset_flow_root"]);
    fields.cycles = u64_of(item["cycles"]);
    fields.upgrade_hash = hash_of(item["upgrade_hash"]);
    return fields;
}

std::vector<state::Difference> differences_of(const QJsonObject& item)
{
    std::vector<state::Difference> differences;
    for (const auto& leaf : objects_of(item["new"]))
        differences.push_back(
            {.is_new = true, .key = hash_of(leaf["key"]), .after = hash_of(leaf["after"])});
    for (const auto& leaf : objects_of(item["existing"]))
        differences.push_back({.index = u64_of(leaf["index"]),
                               .before = hash_of(leaf["before"]),
                               .after = hash_of(leaf["after"])});
    return differences;
}

}  // namespace

class StfVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headers()
    {
        for (const auto& item : file_.cases("headers")) {
            Header header;
            header.parent_hash = hash_of(item["parent_hash"]);
            header.coinbase = fixed_of<Address>(item["coinbase"]);
            header.transactions_root = hash_of(item["transactions_root"]);
            header.receipts_root = hash_of(item["receipts_root"]);
            header.number = u64_of(item["number"]);
            header.gas_limit = u64_of(item["gas_limit"]);
            header.gas_used = u64_of(item["gas_used"]);
            header.timestamp = u64_of(item["timestamp"]);
            header.base_fee = number_of(item["base_fee"]);
            QCOMPARE(encode(header), bytes_of(item["encoded"]));
            QCOMPARE(hash(header), hash_of(item["hash"]));
        }
    }

    void transactions()
    {
        for (const auto& item : file_.cases("transactions"))
            QCOMPARE(transactions_root(hashes_of(item["hashes"])), hash_of(item["root"]));
    }

    void receipts()
    {
        for (const auto& item : file_.cases("receipts")) {
            std::vector<Receipt> receipts;
            for (const auto& receipt : objects_of(item["receipts"]))
                receipts.push_back(receipt_of(receipt));
            QCOMPARE(receipts_root(receipts), hash_of(item["root"]));
        }
    }

    void base_fees()
    {
        for (const auto& item : file_.cases("base_fees")) {
            Header parent;
            parent.gas_used = u64_of(item["gas_used"]);
            parent.gas_limit = u64_of(item["gas_limit"]);
            parent.base_fee = number_of(item["base_fee"]);
            ChainRules rules;
            rules.minimum_base_fee = number_of(item["minimum"]);
            QCOMPARE(next_base_fee(parent, rules), number_of(item["next"]));
        }
    }

    void rules()
    {
        for (const auto& item : file_.cases("rules")) {
            ChainRules rules;
            rules.chain_id = u64_of(item["chain_id"]);
            rules.block_gas_limit = u64_of(item["block_gas_limit"]);
            rules.fee_collector = fixed_of<Address>(item["fee_collector"]);
            rules.minimum_base_fee = number_of(item["minimum_base_fee"]);
            rules.cycles_per_gas = u64_of(item["cycles_per_gas"]);
            rules.settlement = settlement_of(item);
            QCOMPARE(rules_key(), hash_of(item["key"]));
            QCOMPARE(rules_hash(rules), hash_of(item["value"]));
        }
    }

    void outputs()
    {
        for (const auto& item : file_.cases("outputs")) {
            const auto fields = output_of(item);
            QCOMPARE(output_hash(fields), hash_of(item["hash"]));
            QVERIFY(unpack_output(pack(fields)) == fields);
        }
        QVERIFY(!unpack_output(Bytes(kOutputSize - 1)) && !unpack_output(Bytes(kOutputSize + 1)));
    }

    void batches()
    {
        for (const auto& item : file_.cases("batches")) {
            BatchSummary summary;
            summary.rules.chain_id = u64_of(item["chain_id"]);
            summary.rules.settlement = settlement_of(item);
            summary.batch_number = u64_of(item["batch_number"]);
            summary.cycles = u64_of(item["cycles"]);
            summary.before = snapshot_of(item["before"]);
            summary.after = snapshot_of(item["after"]);
            for (const auto& timestamp : item["timestamps"].toArray())
                summary.timestamps.push_back(u64_of(timestamp));
            summary.block_hashes = hashes_of(item["block_hashes"]);
            const auto last = item["last_block"];
            summary.last_block.transactions_root = hash_of(last["transactions_root"]);
            summary.last_block.receipts_root = hash_of(last["receipts_root"]);
            summary.last_block.gas_used = u64_of(last["gas_used"]);
            summary.last_block.base_fee = number_of(last["base_fee"]);
            summary.differences = differences_of(item);
            for (const auto& code : item["new_code"].toArray())
                summary.new_code.push_back(bytes_of(code));

            const auto output = summarize(summary);
            QCOMPARE(output.commitment_before, hash_of(item["commitment_before"]));
            QCOMPARE(output.commitment_after, hash_of(item["commitment_after"]));
            QCOMPARE(output.pubdata, bytes_of(item["pubdata"]));
            QCOMPARE(output.output_hash, hash_of(item["output_hash"]));
            QCOMPARE(output.public_input, hash_of(item["public_input"]));
        }
    }

    void compressed()
    {
        for (const auto& item : file_.cases("compressed")) {
            const auto content = bytes_of(item["content"]);
            const auto stream = bytes_of(item["stream"]);
            const auto pubdata = bytes_of(item["pubdata"]);
            QCOMPARE(add_entropy_stage(content, stream), pubdata);
            QCOMPARE(content_of(pubdata).value(), content);
            QCOMPARE(stream_of(pubdata), stream);
            QVERIFY(decode_pubdata(pubdata) == decode_content(content));
        }
    }

    void queue()
    {
        const VectorFile l1("l1.json");
        auto rolling = kEmptyKeccak;
        const auto queue = l1.value("queue");
        const auto steps = hashes_of(queue["rolling"]);
        QVERIFY(rolling == steps.at(0));
        std::size_t step = 0;
        for (const auto& item : objects_of(queue["transactions"])) {
            Transaction transaction;
            transaction.kind = Kind::kQueued;
            transaction.to = fixed_of<Address>(item["to"]);
            transaction.gas_limit = u64_of(item["gas_limit"]);
            transaction.max_fee = number_of(item["max_fee"]);
            transaction.nonce = u64_of(item["nonce"]);
            transaction.value = number_of(item["value"]);
            transaction.data = bytes_of(item["data"]);
            transaction.queued = {.from = fixed_of<Address>(item["sender"]),
                                  .gas_per_pubdata = number_of(item["gas_per_pubdata"]),
                                  .minted = number_of(item["minted"]),
                                  .refund_recipient = fixed_of<Address>(item["refund"])};
            const auto raw = encode(transaction);
            QVERIFY(hash(raw) == hash_of(item["hash"]));
            QVERIFY(decode(raw) == transaction);
            rolling = roll_queue(rolling, hash(raw));
            QVERIFY(rolling == steps.at(++step));
        }
        QCOMPARE(step, steps.size() - 1);
    }

    void flows()
    {
        const VectorFile l1("l1.json");
        for (const auto& item : l1.cases("flows")) {
            const auto rows = bytes_of(item["rows"]);
            QVERIFY(flow_root(rows) == hash_of(item["root"]));
            std::vector<Flow> flows;
            for (bytes_view rest = rows; !rest.empty(); rest = rest.subspan(72)) {
                const auto amount = [&](std::size_t offset) {
                    Hash word;
                    std::ranges::copy(rest.subspan(offset, 16), word.bytes.begin() + 16);
                    return u256::from_be(word.bytes);
                };
                flows.push_back({.asset = fixed<Hash>(rest),
                                 .counterparty = load_be(rest.subspan(32, 8)),
                                 .sent = amount(40),
                                 .received = amount(56)});
            }
            QVERIFY(encode_flows(flows) == rows);
        }
    }

private:
    const VectorFile file_{"stf.json"};
};

QTEST_GUILESS_MAIN(StfVectorsTest)
#include "vectors_test.moc"
