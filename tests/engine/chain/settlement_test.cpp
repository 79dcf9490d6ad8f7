// What a chain that settles gives its operator.

#include <QtTest>

#include "base/keccak.hpp"
#include "chain/chain_genesis.hpp"
#include "chain_folder.hpp"
#include "settling.hpp"
#include "stf/output.hpp"

using namespace archi;
using namespace archi::test;

class SettlementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void its_genesis_commitment_follows_from_the_declaration()
    {
        const ChainFolder folder;
        const auto config = settling_config();
        const auto chain = folder.open(config).value();
        chain->start();
        QVERIFY(send_and_seal(*chain, 0));
        QVERIFY(chain->batch(1)->commitment_before == chain::genesis_commitment(config));

        auto other = config;
        other.settlement.chain_id += 1;
        QVERIFY(chain::genesis_commitment(other) != chain::genesis_commitment(config));
        other = config;
        other.data_mode = chain::DataMode::kValidium;
        QVERIFY(chain::genesis_commitment(other) != chain::genesis_commitment(config));
    }

    void a_sealed_batch_says_what_the_contract_compares()
    {
        const ChainFolder folder;
        const auto config = settling_config();
        const auto chain = folder.open(config).value();
        chain->start();
        QVERIFY(send_and_seal(*chain, 0));
        const auto record = chain->batch(1).value();
        QCOMPARE(record.output.size(), stf::kOutputSize);
        QVERIFY(keccak256(record.output) == record.output_hash);
        const auto fields = stf::unpack_output(record.output).value();
        QCOMPARE(fields.chain_id, config.chain_id);
        QCOMPARE(fields.settlement_chain_id, config.settlement.chain_id);
        QVERIFY(fields.group == config.settlement.group);
        QCOMPARE(fields.data_scheme, stf::Settlement::kCalldata);
        QCOMPARE(fields.batch_number, 1U);
        QCOMPARE(fields.last_timestamp, record.after.timestamp);
        QCOMPARE(fields.epoch, record.epoch);
        QVERIFY(fields.data_commitment == keccak256(chain->pubdata(1).value()));
        QCOMPARE(fields.cycles, record.cycles);
        Bytes input;
        append(input, record.commitment_before.bytes);
        append(input, record.commitment_after.bytes);
        append(input, record.output_hash.bytes);
        QVERIFY(keccak256(input) == record.public_input);
    }

    void an_open_batch_ends_with_its_epoch()
    {
        const ChainFolder folder;
        auto config = settling_config();
        config.settlement.epoch_seconds = 1;
        config.batch_time = chain::milliseconds(3'600'000);  // only the epoch ends a batch
        const auto chain = folder.open(config).value();
        chain->start();
        for (std::uint64_t nonce = 0; nonce < 3; ++nonce)
            QVERIFY(send_and_seal(*chain, nonce));
        std::uint64_t last_epoch = 0;
        for (std::uint64_t number = 1; number <= chain->last_batch(); ++number) {
            const auto record = chain->batch(number).value();
            QCOMPARE(record.epoch, record.after.timestamp);
            QVERIFY(record.epoch >= last_epoch);
            last_epoch = record.epoch;
            for (auto block = record.first_block; block <= record.last_block; ++block)
                if (!chain->block(block)->transactions.empty())
                    QCOMPARE(chain->block(block)->header.timestamp, record.epoch);
        }
    }

    void its_l1_cannot_change_once_it_exists()
    {
        const ChainFolder folder;
        auto config = settling_config();
        static_cast<void>(folder.open(config).value());
        config.settlement.epoch_seconds += 1;
        QCOMPARE(folder.open(config).error().code, ErrorCode::kInvalidArgument);
        config.settlement = {};
        QCOMPARE(folder.open(config).error().code, ErrorCode::kInvalidArgument);
    }
};

QTEST_GUILESS_MAIN(SettlementTest)
#include "settlement_test.moc"
