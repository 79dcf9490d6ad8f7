// A chain made again from what its L1 has, and nothing else.

#include <QtTest>
#include <random>

#include "chain/rebuild.hpp"
#include "settling.hpp"
#include "state/keys.hpp"
#include "stf/output.hpp"

using namespace archi;
using namespace archi::test;
using chain::PublishedBatch;

namespace {

PublishedBatch published(const chain::Chain& chain, std::uint64_t number)
{
    const auto record = chain.batch(number).value();
    PublishedBatch batch{record.output, chain.pubdata(number).value(), record.commitment_after};
    for (auto block = record.first_block; block <= record.last_block; ++block)
        for (const auto& transaction : chain.block(block)->transactions)
            if (transaction.transaction.kind == stf::Kind::kQueued)
                batch.queue.push_back(transaction.hash);
    return batch;
}

std::vector<PublishedBatch> all_published(const chain::Chain& chain)
{
    std::vector<PublishedBatch> batches;
    for (std::uint64_t number = 1; number <= chain.last_batch(); ++number)
        batches.push_back(published(chain, number));
    return batches;
}

/// Batches with transfers, queue entries, a contract and calls of it; the last has one block.
std::unique_ptr<chain::Chain> voyage(const ChainFolder& folder, const chain::Config& config)
{
    auto chain = folder.open(config).value();
    chain->start();
    const auto go = [&](const stf::Transaction& transaction) {
        const auto hash = chain->submit(sign(transaction, person(0))).value();
        if (!sealed(*chain, hash)) qFatal("never in a batch");
        return hash;
    };
    const auto created = chain->find_transaction(go(deployment(0))).value();
    const auto contract = chain->block(created.block)->receipts.at(created.index).contract_address;
    for (std::uint64_t i = 0; i < 3; ++i) {
        const auto entry = queue_entry(i);
        if (!chain->enqueue(i, {&entry, 1})) qFatal("the queue takes nothing");
        go(transfer(1 + 2 * i, 7));
        go(call(2 + 2 * i, contract));
    }
    chain->stop();
    return chain;
}

std::string complaint(const chain::Config& config, std::span<const PublishedBatch> batches)
{
    const auto rebuilt = chain::rebuild(config, batches);
    if (rebuilt) return "rebuilt";
    return rebuilt.error().code == ErrorCode::kCorrupt ? rebuilt.error().sentence : "wrong code";
}

/// The batch with other pubdata, and an output that commits to it.
PublishedBatch with_pubdata(PublishedBatch batch, Bytes pubdata)
{
    auto fields = stf::unpack_output(batch.output).value();
    fields.data_commitment = keccak256(pubdata);
    return {stf::pack(fields), std::move(pubdata), batch.commitment, batch.queue};
}

}  // namespace

class RebuildTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gives_the_state_and_seals_the_batch_that_the_chain_sealed()
    {
        const ChainFolder folder;
        const auto config = settling_config();
        const auto chain = voyage(folder, config);
        auto batches = all_published(*chain);
        QVERIFY(batches.size() >= 4);
        batches.pop_back();
        const auto rebuilt = chain::rebuild(config, batches).value();
        const auto last = chain->batch(chain->last_batch()).value();
        QCOMPARE(rebuilt->batches(), last.number - 1);
        QVERIFY(rebuilt->commitment() == last.commitment_before);
        QVERIFY(rebuilt->last_block() == chain->block(last.first_block - 1)->header);
        const auto theirs = chain->state_at(last.first_block - 1);
        const auto ours = rebuilt->state();
        for (const std::uint32_t index : {0U, 1U, 50U, 51U, 52U, 98U, 99U, 12345U}) {
            const auto key = state::account_key(person(index).address);
            QVERIFY(ours->value(key) == theirs->value(key));
        }

        QCOMPARE(last.first_block, last.last_block);
        const auto block = chain->block(last.last_block);
        std::vector<Bytes> transactions;
        for (const auto& transaction : block->transactions)
            transactions.push_back(transaction.raw);
        const auto next = rebuilt->seal_next(block->header.timestamp, transactions).value();
        QVERIFY(next.public_input == last.public_input);
        QVERIFY(next.pubdata == chain->pubdata(last.number).value());
        // And one without anything in it.
        const auto empty = rebuilt->seal_next(block->header.timestamp).value();
        QVERIFY(empty.commitment_before == last.commitment_before);
        QCOMPARE(empty.after.block_number, last.last_block);
    }

    void a_genesis_alone_is_a_chain_to_go_on_from()
    {
        const auto config = settling_config();
        const auto rebuilt = chain::rebuild(config, {}).value();
        const auto first = sign(transfer(0), person(0));
        const auto output = rebuilt->seal_next(1'700'000'000, {&first, 1});
        QVERIFY(output.has_value());
        QVERIFY(output->commitment_before == rebuilt->commitment());
        const auto gap = sign(transfer(1), person(0));
        const auto again = rebuilt->seal_next(0, {&gap, 1});
        QCOMPARE(again.error().code, ErrorCode::kInvalidArgument);
    }

    void believes_nothing_that_the_l1_says()
    {
        const ChainFolder folder;
        const auto config = settling_config();
        const auto chain = voyage(folder, config);
        const auto batches = all_published(*chain);
        QCOMPARE(complaint(config, batches), std::string("rebuilt"));

        const std::span<const PublishedBatch> all(batches);
        QVERIFY(complaint(config, all.subspan(1)).find("another batch's output") !=
                std::string::npos);
        auto swapped = batches;
        std::swap(swapped[1].pubdata, swapped[2].pubdata);
        QVERIFY(complaint(config, swapped).find("not what its output commits to") !=
                std::string::npos);
        auto other = config;
        other.chain_id += 1;
        QVERIFY(complaint(other, batches).find("another chain's") != std::string::npos);
        other = config;
        other.genesis.pop_back();
        QVERIFY(complaint(other, batches) != "rebuilt");

        auto lie = batches;
        lie.back().commitment.bytes[0] ^= 1;
        QVERIFY(complaint(config, lie).find("is not what was committed") != std::string::npos);
        lie = batches;
        lie.back().output.pop_back();
        QVERIFY(complaint(config, lie).find("389 bytes") != std::string::npos);
    }

    void finds_every_changed_byte_of_pubdata()
    {
        const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                              ? qEnvironmentVariable("ARCHI_SEED").toUInt()
                              : std::random_device{}();
        qInfo("ARCHI_SEED=%u", seed);
        std::mt19937 random(seed);
        const ChainFolder folder;
        const auto config = settling_config();
        const auto chain = voyage(folder, config);
        // Batch 2 deploys nothing.
        const std::vector<PublishedBatch> two = {published(*chain, 1), published(*chain, 2)};
        const auto& honest = two[1].pubdata;
        for (std::size_t i = 0; i < honest.size(); ++i) {
            auto changed = honest;
            changed[i] ^= static_cast<std::uint8_t>(1U << (random() % 8));
            const std::vector<PublishedBatch> batches = {two[0], with_pubdata(two[1], changed)};
            QVERIFY(complaint(config, batches) != "rebuilt");
            changed = honest;
            changed.resize(i);
            const std::vector<PublishedBatch> shorter = {two[0], with_pubdata(two[1], changed)};
            QVERIFY(complaint(config, shorter) != "rebuilt");
        }
    }
};

QTEST_GUILESS_MAIN(RebuildTest)
#include "rebuild_test.moc"
