#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "base/keccak.hpp"
#include "operator/harbour.hpp"
#include "operator/journal.hpp"

using namespace archi;
using namespace archi::settlement;

namespace {

Hash digest(std::uint8_t seed)
{
    return keccak256(Bytes{seed});
}

Sent sent(std::uint8_t seed, std::uint64_t nonce)
{
    Sent made;
    made.hash = digest(seed);
    made.step = Step::kProve;
    made.nonce = nonce;
    made.raw = {seed, 2, 3};
    made.max_fee = u256::max();
    made.sent_unix_ms = 1'700'000'000'000;
    return made;
}

}  // namespace

class FilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys_are_made_once_and_only_their_owner_may_read_them()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "keys" / "operator";
        const auto made = load_or_make_keys(file).value();
        QVERIFY(load_or_make_keys(file).value() == made);
        QVERIFY(made.owner != made.committer && made.prover != made.executor);
        struct stat status = {};
        QCOMPARE(stat(file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);

        QCOMPARE(chmod(file.c_str(), 0640), 0);
        QCOMPARE(load_or_make_keys(file).error().code, ErrorCode::kPermission);
    }

    void a_file_that_holds_no_keys_is_refused()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "operator";
        for (const auto& content : {std::string(127, 'a'), std::string(128, '\0')}) {
            std::ofstream(file, std::ios::trunc) << content;
            QCOMPARE(chmod(file.c_str(), 0600), 0);
            QCOMPARE(load_or_make_keys(file).error().code, ErrorCode::kCorrupt);
        }
    }

    void a_harbour_comes_back()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "harbour.toml";
        QCOMPARE(load_harbour(file).error().code, ErrorCode::kNotFound);
        Harbour harbour{.chain_id = 31'337, .genesis = digest(1), .contracts = {}};
        harbour.contracts.bridgehub = small_address(7);
        harbour.contracts.chain_code = small_address(9);
        QVERIFY(save_harbour(file, harbour));
        QVERIFY(load_harbour(file).value() == harbour);
        for (const std::optional<std::uint64_t> depth : {std::optional<std::uint64_t>(12), {}}) {
            harbour.finality_depth = depth;
            QVERIFY(save_harbour(file, harbour));
            QVERIFY(load_harbour(file).value() == harbour);
        }
        for (const auto* damage : {"chain_id = 1\n", "x = ]", "", "chain_id = \"a\""}) {
            std::ofstream(file, std::ios::trunc) << damage;
            QCOMPARE(load_harbour(file).error().code, ErrorCode::kCorrupt);
        }
    }

    void the_journal_remembers_what_was_sent_and_what_became_of_it()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "operator.db";
        const std::vector<Part> parts{{420'101, 3}, {420'102, 5}};
        {
            const auto journal = Journal::open(file).value();
            QVERIFY(journal->put(sent(1, 7), parts));
            QVERIFY(journal->put(sent(2, 7), parts));
            QVERIFY(journal->put(sent(3, 8), {}));
        }
        const auto journal = Journal::open(file).value();
        const auto waiting = journal->waiting({}).value();
        QCOMPARE(waiting.size(), std::size_t{3});
        QVERIFY(waiting[0].hash == digest(2) && waiting[1].hash == digest(1));
        QVERIFY(waiting[0].max_fee == u256::max());
        QVERIFY(journal->parts(digest(1)).value() == parts);

        l1::Receipt receipt{.transaction = digest(2),
                            .block = 40,
                            .block_hash = digest(9),
                            .succeeded = true,
                            .gas_used = 77,
                            .gas_price = u256{5},
                            .contract = {},
                            .logs = {}};
        QVERIFY(journal->include(receipt));
        QVERIFY(journal->set_fate(digest(1), Fate::kReplaced));
        const auto steps = journal->of_batch({420'102, 5}).value();
        QCOMPARE(steps.size(), std::size_t{1});
        QVERIFY(steps[0].fate == Fate::kIncluded);
        QCOMPARE(steps[0].gas_used, std::uint64_t{77});
        QCOMPARE(journal->included_since(40).value().size(), std::size_t{1});
        QVERIFY(journal->included_since(41).value().empty());
        QCOMPARE(journal->waiting({}).value().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
