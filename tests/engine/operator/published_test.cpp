// What a stranger reads of a chain on its L1.

#include <QtTest>
#include <random>

#include "base/hex.hpp"
#include "chain/chain_genesis.hpp"
#include "chain/published_genesis.hpp"
#include "chain/rebuild.hpp"
#include "engine/l1/meddler.hpp"
#include "engine/operator/waterfront.hpp"
#include "operator/published.hpp"

using namespace archi;
using test::comes_true;
using test::Waterfront;

namespace {

Bytes blob(std::mt19937& random, std::size_t size)
{
    Bytes bytes(size);
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    return bytes;
}

settlement::Share share_of(std::mt19937& random, std::uint8_t contract)
{
    settlement::Share share;
    share.contract = small_address(contract);
    share.previous = settlement::stored_genesis(Hash{{contract}});
    share.previous.number = random() % 100;
    for (auto left = 1 + random() % 3; left > 0; --left)
        share.batches.push_back({.stored = settlement::stored_genesis(Hash{{7}}),
                                 .output = blob(random, 389),
                                 .flows = {},
                                 .data = blob(random, random() % 500)});
    return share;
}

/// Two islands with executed batches, and a deposit on the first.
struct SettledShore {
    Waterfront front{2};
    Address bridgehub;

    SettledShore()
    {
        const auto settling = front.hire();
        if (!comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }))
            qFatal("the operator does not come up");
        bridgehub = settling->harbour()->contracts.bridgehub;
        static_cast<void>(test::deposit(front, *settling, 0));
        for (int round = 0; round < 3; ++round) {
            front.send_everywhere();
            if (!comes_true([&] { return front.all_executed(); })) qFatal("nothing settles");
        }
    }

    /// What a stranger makes of chain `index` behind `url`: its commitment, or what is wrong.
    [[nodiscard]] std::string read(std::size_t index, const std::string& url) const
    {
        auto client = l1::Client::create(url).value();
        const auto told = rebuilt(client, front.chains[index]->config().chain_id);
        return told ? hex::encode(*told) : told.error().sentence;
    }
    [[nodiscard]] std::string honest(std::size_t index) const
    {
        const auto& chain = *front.chains[index];
        return hex::encode(chain.batch(chain.last_batch())->commitment_after);
    }

private:
    [[nodiscard]] Result<Hash> rebuilt(l1::Client& client, std::uint64_t id) const
    {
        const auto head = client.block(l1::Tag::kLatest);
        if (!head) return std::unexpected(head.error());
        const auto last = (*head)->number;
        const auto found = l1::find_published_chain(client, bridgehub, id, last);
        if (!found) return std::unexpected(found.error());
        const auto config = chain::read_genesis(found->genesis);
        if (!config) return std::unexpected(config.error());
        auto publication = settlement::Publication::open(client, *found, last);
        if (!publication) return std::unexpected(publication.error());
        const auto genesis = chain::genesis_commitment(*config);
        if (!publication->begins_with(genesis))
            return failure(ErrorCode::kCorrupt, "another genesis");
        chain::Rebuilt rebuilt(*config);
        auto batch = settlement::stored_genesis(genesis);
        while (batch.number < publication->standing().committed) {
            const auto next = publication->next(batch);
            if (!next) return std::unexpected(next.error());
            const auto applied = rebuilt.apply(
                {next->output, next->data, next->stored.state_commitment, next->queue});
            if (!applied) return std::unexpected(applied.error());
            batch = next->stored;
        }
        return rebuilt.commitment();
    }
};

}  // namespace

class PublishedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_commitment_is_read_for_its_chain_alone()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const std::vector shares{share_of(random, 1), share_of(random, 2)};
        const auto call = settlement::commit_call(shares);
        for (const auto& share : shares) {
            const auto read = settlement::read_commit_call(call, share.contract).value();
            QVERIFY(read.previous == share.previous);
            QCOMPARE(read.batches.size(), share.batches.size());
            for (std::size_t i = 0; i < read.batches.size(); ++i) {
                QVERIFY(read.batches[i].output == share.batches[i].output);
                QVERIFY(read.batches[i].data == share.batches[i].data);
            }
        }
        QVERIFY(!settlement::read_commit_call(call, small_address(3)));
        QVERIFY(!settlement::read_commit_call(settlement::prove_call(shares), small_address(1)));
    }

    void any_calldata_is_read_or_refused()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const std::vector shares{share_of(random, 1)};
        const auto call = settlement::commit_call(shares);
        for (std::size_t size = 0; size < call.size(); size += 1 + size / 50) {
            const auto read =
                settlement::read_commit_call(bytes_view(call).first(size), small_address(1));
            QVERIFY(!read || read->batches.size() <= call.size());
        }
        for (int i = 0; i < 20'000; ++i) {
            auto changed = call;
            for (auto left = 1 + random() % 3; left > 0; --left)
                changed[random() % changed.size()] = static_cast<std::uint8_t>(random());
            static_cast<void>(settlement::read_commit_call(changed, small_address(1)));
        }
    }

    void a_published_genesis_is_read_back_and_any_bytes_are_read_or_refused()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const auto config = test::island_config(3, chain::DataMode::kValidium);
        const auto published = chain::publish_genesis(config);
        const auto read = chain::read_genesis(published).value();
        QVERIFY(chain::genesis_commitment(read) == chain::genesis_commitment(config));
        QVERIFY(read.data_mode == chain::DataMode::kValidium);
        QVERIFY(read.settlement == config.settlement);
        for (std::size_t i = 0; i < published.size(); ++i) {
            auto changed = published;
            changed[i] ^= static_cast<std::uint8_t>(1U << (random() % 8));
            const auto other = chain::read_genesis(changed);
            QVERIFY(!other ||
                    chain::genesis_commitment(*other) != chain::genesis_commitment(config));
            QVERIFY(!chain::read_genesis(bytes_view(published).first(i)) ||
                    (published.size() - i) % 36 == 0);
        }
    }

    void a_stranger_finds_every_rollup_and_gives_its_state()
    {
        const SettledShore shore;
        QCOMPARE(shore.read(0, shore.front.shore.url()), shore.honest(0));
        QCOMPARE(shore.read(1, shore.front.shore.url()), shore.honest(1));
        auto client = shore.front.shore.client();
        const auto head = shore.front.shore.chain->head()->header.number;
        const auto none = l1::find_published_chain(client, shore.bridgehub, 5, head);
        QVERIFY(none.error().sentence.find("knows no chain 5") != std::string::npos);
        const auto nowhere = l1::find_published_chain(client, small_address(77), 5, head);
        QVERIFY(nowhere.error().sentence.find("there is no contract") != std::string::npos);
    }

    void what_an_l1_changes_or_leaves_out_is_noticed_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<int>("lie");
        // A digit of the pubdata, of an output, of a commitment; an event that is missing; a
        // transaction that is; another genesis.
        QTest::newRow("changed calldata") << "eth_getTransactionByHash" << 0;
        QTest::newRow("cut calldata") << "eth_getTransactionByHash" << 1;
        QTest::newRow("no transaction") << "eth_getTransactionByHash" << 2;
        QTest::newRow("missing events") << "eth_getLogs" << 2;
        QTest::newRow("events in the wrong order") << "eth_getLogs" << 3;
        QTest::newRow("changed events") << "eth_getLogs" << 4;
    }
    void what_an_l1_changes_or_leaves_out_is_noticed()
    {
        static const SettledShore shore;
        QFETCH(QString, method);
        QFETCH(int, lie);
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        test::Meddler meddler(shore.front.shore.url());
        QCOMPARE(shore.read(0, meddler.url()), shore.honest(0));
        for (int round = 0; round < (lie == 0 ? 40 : 1); ++round) {
            bool lied = false;
            meddler.tell([&](const std::string& request, std::string answer) {
                if (!test::asks(request, method.toUtf8().constData())) return answer;
                const auto id = request.substr(request.find("\"id\":") + 5, 2);
                if (lie == 2) {
                    lied = true;
                    const auto nothing = method == "eth_getLogs" ? "[]" : "null";
                    return R"({"jsonrpc":"2.0","id":)" + std::to_string(std::stoi(id)) +
                           R"(,"result":)" + nothing + "}";
                }
                if (lie == 3) {
                    // Two logs with their block numbers exchanged are out of order.
                    const auto first = answer.find("\"blockNumber\":\"");
                    const auto last = answer.rfind("\"blockNumber\":\"");
                    if (first == last) return answer;
                    lied = true;
                    return answer.replace(first, 17, "\"blockNumber\":\"0xf");
                }
                const auto field = lie == 4 ? "\"transactionHash\":\"0x" : "\"input\":\"0x";
                const auto start = answer.find(field);
                if (start == std::string::npos) return answer;
                const auto begin = start + std::string(field).size();
                const auto end = answer.find('"', begin);
                if (lie == 1) {
                    lied = true;
                    return answer.erase(begin + (end - begin) / 4 * 2,
                                        (end - begin) - (end - begin) / 4 * 2);
                }
                const auto place = begin + 8 + random() % (end - begin - 8);
                const std::string digits = "0123456789abcdef";
                answer[place] = digits[(digits.find(answer[place]) + 1 + random() % 15) % 16];
                lied = true;
                return answer;
            });
            const auto told = shore.read(0, meddler.url());
            QVERIFY(lied || lie == 0);
            // Padding of byte strings means nothing: then it is the honest state.
            if (lie != 0) QVERIFY2(told != shore.honest(0), told.c_str());
            if (told.starts_with("0x")) QCOMPARE(told, shore.honest(0));
        }
    }
};

QTEST_GUILESS_MAIN(PublishedTest)
#include "published_test.moc"
