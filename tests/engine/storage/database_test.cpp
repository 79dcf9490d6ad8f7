// The layer over SQLite: transactions, errors with their kind, migration, copies.

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "storage/database.hpp"

using namespace archi;
using namespace archi::storage;

namespace {

constexpr const char* kFirst = "CREATE TABLE number(value INTEGER)";
constexpr const char* kSecond = "ALTER TABLE number ADD COLUMN name TEXT";
constexpr const char* kVersion1[] = {kFirst};
constexpr const char* kVersion2[] = {kFirst, kSecond};

}  // namespace

class DatabaseTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    int files_ = 0;

    std::filesystem::path new_file()
    {
        return std::filesystem::path(folder_.path().toStdString()) /
               ("file" + std::to_string(files_++));
    }

private Q_SLOTS:
    void rolls_back_what_is_not_committed()
    {
        const auto database = Database::open(new_file(), {}).value();
        QVERIFY(database->migrate(1, kVersion1));
        {
            auto transaction = Transaction::begin(*database).value();
            QVERIFY(database->execute("INSERT INTO number VALUES(1)"));
        }
        QCOMPARE(database->query_number("SELECT count(*) FROM number").value(), 0U);
        auto transaction = Transaction::begin(*database).value();
        QVERIFY(database->execute("INSERT INTO number VALUES(2)"));
        QVERIFY(transaction.commit());
        QCOMPARE(database->query_number("SELECT sum(value) FROM number").value(), 2U);
    }

    void migrates_step_by_step_and_only_its_own_files()
    {
        const auto file = new_file();
        {
            const auto database = Database::open(file, {}).value();
            QVERIFY(database->migrate(1, kVersion1));
            QVERIFY(database->execute("INSERT INTO number VALUES(7)"));
        }
        const auto database = Database::open(file, {}).value();
        QVERIFY(database->migrate(1, kVersion2));
        QCOMPARE(database->query_number("SELECT value FROM number WHERE name IS NULL").value(), 7U);
        QVERIFY(database->migrate(1, kVersion1).error().code == ErrorCode::kUnsupported);
        QVERIFY(database->migrate(2, kVersion2).error().code == ErrorCode::kUnsupported);
    }

    void says_when_the_file_is_full()
    {
        const auto database = Database::open(new_file(), {}).value();
        QVERIFY(database->migrate(1, kVersion1));
        QVERIFY(database->execute("PRAGMA max_page_count=10"));
        const auto filled = database->execute(
            "INSERT INTO number SELECT zeroblob(1000) FROM (SELECT 1 UNION SELECT 2), "
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<100) "
            "SELECT i FROM n)");
        QVERIFY(filled.error().code == ErrorCode::kNoSpace);
        QCOMPARE(database->query_number("SELECT count(*) FROM number").value(), 0U);
    }

    void says_when_a_file_is_damaged_or_no_database()
    {
        const auto file = new_file();
        std::ofstream(file) << std::string(10'000, 'x');
        QVERIFY(Database::open(file, {}).error().code == ErrorCode::kCorrupt);
    }

    void says_when_it_may_not()
    {
        const auto nowhere = new_file() / "not" / "there";
        QVERIFY(Database::open(nowhere, {}).error().code == ErrorCode::kPermission);
    }

    void reads_nothing_into_being()
    {
        QVERIFY(!Database::open(new_file(), {.access = Access::kReadOnly}));
    }

    void does_not_write_through_a_reader()
    {
        const auto file = new_file();
        const auto writer = Database::open(file, {}).value();
        QVERIFY(writer->migrate(1, kVersion1));
        const auto reader = Database::open(file, {.access = Access::kReadOnly}).value();
        QVERIFY(reader->execute("INSERT INTO number VALUES(1)").error().code ==
                ErrorCode::kPermission);
        QVERIFY(writer->execute("INSERT INTO number VALUES(5)"));
        QCOMPARE(reader->query_number("SELECT value FROM number").value(), 5U);
    }

    void copies_while_another_transaction_is_open()
    {
        const auto file = new_file();
        const auto copy = new_file();
        const auto writer = Database::open(file, {}).value();
        QVERIFY(writer->migrate(1, kVersion1));
        QVERIFY(writer->execute("INSERT INTO number VALUES(5)"));
        const auto reader = Database::open(file, {.access = Access::kReadOnly}).value();
        auto transaction = Transaction::begin(*writer).value();
        QVERIFY(writer->execute("INSERT INTO number VALUES(6)"));
        const auto copied = reader->copy_to(copy);
        QVERIFY2(copied.has_value(), copied ? "" : describe(copied.error()).c_str());
        QCOMPARE(
            Database::open(copy, {}).value()->query_number("SELECT sum(value) FROM number").value(),
            5U);
    }

    void keeps_empty_blobs_apart_from_null()
    {
        const auto database = Database::open(new_file(), {}).value();
        QVERIFY(database->migrate(1, kVersion1));
        const auto insert = database->prepare("INSERT INTO number VALUES(?)").value();
        QVERIFY(insert->bind(0, bytes_view{}).run());
        QCOMPARE(
            database->query_number("SELECT count(*) FROM number WHERE value IS NOT NULL").value(),
            1U);
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
