#include <QtTest>

#include "base/file.hpp"
#include "chain/config.hpp"
#include "engine/node/world_folder.hpp"
#include "node/layout.hpp"
#include "node/transfer.hpp"
#include "stf/batch.hpp"

using namespace archi;
using test::named;
using test::WorldFolder;

namespace {

void send(chain::Chain& chain, std::uint64_t nonce)
{
    const auto& accounts = node::test_accounts();
    const node::Transfer transfer{.chain_id = chain.config().chain_id,
                                  .nonce = nonce,
                                  .max_fee = node::fee_with_room(chain.next_base_fee()),
                                  .to = accounts[1].address,
                                  .value = u256{1}};
    const auto hash = chain.submit(node::sign_transfer(accounts[0], transfer).value());
    QVERIFY(hash);
    QVERIFY(chain.wait_for(*hash, std::chrono::seconds(10)));
}

/// Makes a chain whose batches close with the first transaction, and seals one batch of it.
void seal_a_batch(const WorldFolder& folder, node::World& world)
{
    QVERIFY(world.create_chain(named("tortuga"), {}));
    const auto file = node::Layout{folder.path()}.chain("tortuga") / "chain.toml";
    auto text = QString::fromStdString(read_file(file, 1 << 20).value());
    QVERIFY(text.contains("\ntransactions = 20000\n"));
    text.replace("\ntransactions = 20000\n", "\ntransactions = 1\n");
    folder.write("chains/tortuga/chain.toml", text.toStdString());
    QVERIFY(world.restart_chain("tortuga"));  // reads chain.toml again
    const auto chain = world.chain("tortuga");
    send(*chain, 0);
    QTRY_VERIFY_WITH_TIMEOUT(chain->last_batch() >= 1, 10'000);
}

}  // namespace

class WitnessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_sealed_batch_is_written_as_what_the_guest_takes()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        seal_a_batch(folder, *world);

        QVERIFY(world->serve_admin([] {}));
        const auto remote = node::attach(folder.path()).value();
        const auto file = folder.path() / "1.witness";
        const auto report = remote->write_witness("tortuga", 1, file).value();
        QCOMPARE(report.batch, std::uint64_t{1});
        QCOMPARE(report.transactions, std::uint64_t{1});
        QCOMPARE(report.bytes, std::uint64_t{std::filesystem::file_size(file)});

        const auto witness = read_file(file, 1 << 20).value();
        const auto input = stf::decode_batch_input(bytes_of(witness));
        QVERIFY(input);
        const auto output = stf::execute_batch(*input);
        QVERIFY(output);
        Bytes shown;
        for (const auto& hash :
             {output->commitment_after, output->output_hash, output->public_input})
            append(shown, hash.bytes);
        QVERIFY(report.output == shown);
    }

    void without_a_number_it_is_the_last_batch_even_of_a_stopped_chain()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        seal_a_batch(folder, *world);
        QVERIFY(world->stop_chain("tortuga"));
        const auto last = world->chain("tortuga")->last_batch();
        const auto report =
            world->write_witness("tortuga", std::nullopt, folder.path() / "last.witness").value();
        QCOMPARE(report.batch, last);
    }

    void what_is_not_there_is_named()
    {
        const WorldFolder folder;
        const auto world = folder.open();
        QVERIFY(world->create_chain(named("tortuga"), {}));
        const auto file = folder.path() / "x.witness";
        QCOMPARE(world->write_witness("atlantis", 1, file).error().code, ErrorCode::kNotFound);
        const auto unsealed = world->write_witness("tortuga", std::nullopt, file);
        QCOMPARE(unsealed.error().code, ErrorCode::kNotFound);
        QVERIFY(unsealed.error().sentence.find("tortuga") != std::string::npos);
        const auto beyond = world->write_witness("tortuga", 7, file);
        QCOMPARE(beyond.error().code, ErrorCode::kNotFound);
        QVERIFY(beyond.error().sentence.find("batch 7") != std::string::npos);
        QVERIFY(!std::filesystem::exists(file));
    }
};

QTEST_GUILESS_MAIN(WitnessTest)
#include "witness_test.moc"
