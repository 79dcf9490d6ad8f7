// What comes from an L1 is taken when it is final there.

#include <QtTest>

#include "base/hex.hpp"
#include "engine/l1/meddler.hpp"
#include "engine/operator/waterfront.hpp"
#include "operator/finality.hpp"

using namespace archi;
using settlement::Finality;
using settlement::kUntaggedDepth;
using test::comes_true;
using test::Waterfront;

namespace {

/// An L1 whose node tags a block of the test's choice; -1: it knows no such tag.
class Tagged {
public:
    explicit Tagged(std::int64_t first) : number_(first), meddler_(shore_.url())
    {
        meddler_.tell([this](const std::string& request, std::string answer) {
            if (request.find("\"finalized\"") == std::string::npos) return answer;
            const auto id = std::to_string(std::stoi(request.substr(request.find("\"id\":") + 5)));
            if (number_ < 0)
                return R"({"jsonrpc":"2.0","id":)" + id +
                       R"(,"error":{"code":-39001,"message":"Unknown block"}})";
            const auto from = answer.find("\"number\":\"") + 10;
            return answer.replace(from, answer.find('"', from) - from,
                                  hex::encode_quantity(u256(std::uint64_t(number_))));
        });
    }
    void tag(std::int64_t number) { number_ = number; }
    [[nodiscard]] std::uint64_t last(Finality& finality, std::uint64_t head)
    {
        return finality.last(client_, head).value();
    }

private:
    test::Shore shore_;
    std::atomic<std::int64_t> number_;
    test::Meddler meddler_;
    l1::Client client_ = meddler_.client();
};

}  // namespace

class FinalityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_depth_needs_no_tag()
    {
        Tagged l1(-1);
        Finality finality(3);
        QCOMPARE(l1.last(finality, 2), std::uint64_t{0});
        QCOMPARE(l1.last(finality, 10), std::uint64_t{7});
        Finality at_once(0);
        QCOMPARE(l1.last(at_once, 10), std::uint64_t{10});
    }

    void the_tag_is_followed()
    {
        Tagged l1(90);
        Finality finality(std::nullopt);
        QCOMPARE(l1.last(finality, 100), std::uint64_t{90});
        l1.tag(100);
        QCOMPARE(l1.last(finality, 100), std::uint64_t{100});
    }

    void a_tag_that_goes_back_changes_nothing()
    {
        Tagged l1(90);
        Finality finality(std::nullopt);
        QCOMPARE(l1.last(finality, 100), std::uint64_t{90});
        l1.tag(10);
        QCOMPARE(l1.last(finality, 101), std::uint64_t{90});
        // The newest block is a bound in any case.
        QCOMPARE(l1.last(finality, 50), std::uint64_t{50});
    }

    void a_tag_beyond_the_newest_block_counts_as_none()
    {
        Tagged l1(1'000'000);
        Finality finality(std::nullopt);
        QCOMPARE(l1.last(finality, 100), 100 - kUntaggedDepth);
        l1.tag(-1);
        QCOMPARE(l1.last(finality, 200), 200 - kUntaggedDepth);
    }

    void a_deposit_arrives_when_it_is_final()
    {
        Waterfront front;
        auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        settling.reset();
        const auto file = front.desk() / "harbour.toml";
        auto harbour = settlement::load_harbour(file).value();
        QCOMPARE(harbour.finality_depth.value(), std::uint64_t{0});
        harbour.finality_depth = 30;
        QVERIFY(settlement::save_harbour(file, harbour));

        settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        const auto deposit = test::deposit(front, *settling, 0);
        auto client = front.shore.client();
        const auto block = client.receipt(deposit).value()->block;
        const auto& chain = *front.chains[0];
        while (front.shore.chain->head()->header.number < block + 30) {
            QCOMPARE(chain.queue_known(), std::uint64_t{0});
            static_cast<void>(front.shore.chain->mine().value());
        }
        QVERIFY(comes_true([&] { return chain.queue_known() == 1; }));

        // The tag finalized waits for the same.
        const auto before = chain.settled().executed;
        front.send_everywhere();
        const auto contract = test::contract_of(front, *settling);
        QVERIFY(comes_true([&] { return test::standing_of(front, contract).executed > before; }));
        QCOMPARE(chain.settled().executed, before);
        for (int i = 0; i < 31; ++i)
            static_cast<void>(front.shore.chain->mine().value());
        QVERIFY(comes_true([&] { return chain.settled().executed > before; }));
    }
};

QTEST_GUILESS_MAIN(FinalityTest)
#include "finality_test.moc"
