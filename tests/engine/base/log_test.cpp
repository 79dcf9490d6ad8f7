#include <QtTest>

#include <thread>

#include "base/log.hpp"

using namespace archi;

class LogTest : public QObject {
    Q_OBJECT

    static std::uint64_t newest()
    {
        const auto page = log::page_before(0, 1);
        return page.empty() ? 0 : page.back().sequence;
    }

private Q_SLOTS:
    void cleanup()
    {
        log::close();
        log::set_sink({});
        log::set_level(log::Level::kInfo);
    }

    void keeps_records_in_order()
    {
        const auto before = newest();
        const log::Logger rpc("rpc");
        const log::Logger sequencer("sequencer", "tortuga");
        rpc.info("one");
        sequencer.warning("two\nlines");
        const auto page = log::page_after(before, 10);
        QCOMPARE(page.size(), std::size_t{2});
        QCOMPARE(page[0].message, std::string("one"));
        QCOMPARE(page[1].message, std::string("two lines"));
        QCOMPARE(page[1].chain, std::string("tortuga"));
        QCOMPARE(page[1].component, std::string("sequencer"));
        QCOMPARE(page[1].sequence, page[0].sequence + 1);
    }

    void drops_what_is_below_the_level()
    {
        const auto before = newest();
        const log::Logger logger("x");
        logger.debug("not seen");
        log::set_level(log::Level::kDebug);
        logger.debug("seen");
        const auto page = log::page_after(before, 10);
        QCOMPARE(page.size(), std::size_t{1});
        QCOMPARE(page[0].message, std::string("seen"));
    }

    void pages_backwards_through_what_passes_a_filter()
    {
        const auto before = newest();
        const log::Logger a("a", "tortuga");
        const log::Logger b("b");
        for (int i = 0; i < 10; ++i) {
            a.info("Block " + std::to_string(i));
            b.info("noise");
        }
        const log::Filter filter{.chain = "tortuga", .text = "bLOCK"};
        const auto last = log::page_before(0, 4, filter);
        QCOMPARE(last.size(), std::size_t{4});
        QCOMPARE(last.back().message, std::string("Block 9"));
        const auto earlier = log::page_before(last.front().sequence, 4, filter);
        QCOMPARE(earlier.back().message, std::string("Block 5"));
        QCOMPARE(log::page_after(before, 100, {.least = log::Level::kWarning}).size(),
                 std::size_t{0});
    }

    void forgets_the_oldest_beyond_its_bound()
    {
        const log::Logger logger("flood");
        for (std::size_t i = 0; i < log::kRingSize + 100; ++i)
            logger.info("x");
        const auto all = log::page_before(0, 2 * log::kRingSize);
        QCOMPARE(all.size(), log::kRingSize);
        QCOMPARE(all.back().sequence - all.front().sequence, log::kRingSize - 1);
        QCOMPARE(log::page_after(0, 1).front().sequence, all.front().sequence);
    }

    void shows_every_record_to_the_sink()
    {
        std::vector<std::string> seen;
        log::set_sink([&](const log::Record& record) { seen.push_back(record.message); });
        log::Logger("x").error("shown");
        log::set_sink({});
        log::Logger("x").error("not shown");
        QCOMPARE(seen, std::vector<std::string>{"shown"});
    }

    void writes_lines_to_a_file_that_rotates()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("engine.log"));
        log::Settings settings;
        settings.file = path.toStdString();
        settings.max_file_bytes = 4096;
        settings.max_files = 3;
        settings.stderr_level = std::nullopt;
        QVERIFY(log::open(settings).has_value());
        const log::Logger logger("sequencer", "tortuga");
        logger.info("the first line");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto line = QString::fromUtf8(file.readAll());
        QVERIFY2(line.contains(QStringLiteral("info    sequencer tortuga: the first line")),
                 qPrintable(line));
        for (int i = 0; i < 1000; ++i)
            logger.info("a line that fills the file until it has rotated a few times");
        const auto files = QDir(folder.path()).entryInfoList(QDir::Files);
        QCOMPARE(files.size(), 3);
        for (const auto& entry : files)
            QVERIFY(entry.size() <= 4096);
    }

    void says_why_a_file_cannot_be_opened()
    {
        log::Settings settings;
        settings.file = "/proc/no/such/folder/engine.log";
        const auto opened = log::open(settings);
        QVERIFY(!opened);
        QVERIFY(opened.error().sentence.find("/proc/no/such/folder/engine.log: No such file") !=
                std::string::npos);
    }

    void takes_records_from_many_threads()
    {
        const auto before = newest();
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([] {
                const log::Logger logger("threads");
                for (int i = 0; i < 250; ++i)
                    logger.info("x");
            });
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(log::page_after(before, 2000, {.component = "threads"}).size(), std::size_t{1000});
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
