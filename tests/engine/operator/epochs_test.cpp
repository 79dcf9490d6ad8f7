#include "operator/epochs.hpp"

#include <QtTest>

using namespace archi::settlement;

namespace {

/// Candidates of these epochs, 100 bytes each.
Line line(std::initializer_list<std::uint64_t> epochs, std::optional<std::uint64_t> held = {})
{
    Line made{.ready = {}, .held = held};
    for (const auto epoch : epochs)
        made.ready.push_back({epoch, 100});
    return made;
}

using Counts = std::vector<std::size_t>;

}  // namespace

class EpochsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void all_chains_go_together()
    {
        const std::vector lines{line({5, 6}), line({5}), line({4, 6})};
        QCOMPARE(choose(lines, {}), (Counts{2, 1, 2}));
    }

    void nobody_goes_ahead_of_a_chain_that_is_held()
    {
        const std::vector lines{line({5, 6, 7}), line({5}, 6)};
        QCOMPARE(choose(lines, {}), (Counts{1, 1}));
        const std::vector waiting{line({5, 6, 7}), line({}, 5)};
        QCOMPARE(choose(waiting, {}), (Counts{0, 0}));
    }

    void a_call_takes_earlier_epochs_first_when_it_is_full()
    {
        const std::vector lines{line({7, 8}), line({5, 6, 7})};
        QCOMPARE(choose(lines, {.bytes = 1000, .batches = 2}), (Counts{0, 2}));
        QCOMPARE(choose(lines, {.bytes = 300, .batches = 9}), (Counts{1, 2}));
    }

    void a_batch_beyond_every_limit_goes_alone()
    {
        std::vector lines{line({5, 6})};
        lines[0].ready[0].bytes = 1'000'000;
        QCOMPARE(choose(lines, {}), (Counts{1}));
    }

    void nothing_ready_is_nothing_chosen()
    {
        QCOMPARE(choose(std::vector{line({}), line({})}, {}), (Counts{0, 0}));
        QCOMPARE(choose({}, {}), Counts{});
    }

    void an_epoch_is_over_a_second_after_its_end()
    {
        QVERIFY(!is_over(7, 10, 79));
        QVERIFY(!is_over(7, 10, 80));
        QVERIFY(is_over(7, 10, 81));
        QVERIFY(is_over(0, 0, 0));
    }
};

QTEST_GUILESS_MAIN(EpochsTest)
#include "epochs_test.moc"
