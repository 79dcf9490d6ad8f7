#include <sys/resource.h>
#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <filesystem>

#include "base/file.hpp"

using namespace archi;
namespace fs = std::filesystem;

class FileTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    [[nodiscard]] fs::path path(const char* name) const
    {
        return fs::path(folder_.path().toStdString()) / name;
    }

    static mode_t mode_of(const fs::path& file)
    {
        struct stat status = {};
        return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
    }

private Q_SLOTS:
    void reads_what_was_written()
    {
        const std::string content("line\n\0after a zero", 18);
        QVERIFY(write_file_atomically(path("whole"), content, Readers::kEveryone).has_value());
        QCOMPARE(*read_file(path("whole"), content.size()), content);
        QVERIFY(write_file_atomically(path("whole"), "", Readers::kEveryone).has_value());
        QCOMPARE(*read_file(path("whole"), 0), std::string());
    }

    void reads_a_file_of_many_pieces()
    {
        std::string content(1'000'000, '\0');
        for (std::size_t i = 0; i < content.size(); ++i)
            content[i] = static_cast<char>(i % 251);
        QVERIFY(write_file_atomically(path("large"), content, Readers::kOwner).has_value());
        QCOMPARE(*read_file(path("large"), content.size()), content);
    }

    void refuses_what_is_larger_than_the_bound()
    {
        QVERIFY(write_file_atomically(path("ten"), "0123456789", Readers::kOwner).has_value());
        QVERIFY(read_file(path("ten"), 10).has_value());
        QCOMPARE(read_file(path("ten"), 9).error().code, ErrorCode::kLimitExceeded);
        QCOMPARE(read_file("/dev/zero", 100).error().code, ErrorCode::kLimitExceeded);
    }

    void names_why_it_cannot_read()
    {
        QCOMPARE(read_file(path("absent"), 10).error().code, ErrorCode::kNotFound);
        QCOMPARE(read_file(path("."), 10).error().code, ErrorCode::kInvalidArgument);
        const auto error = read_file(path("absent"), 10).error();
        QVERIFY(error.sentence.contains("absent"));
    }

    void keeps_what_only_the_owner_may_read()
    {
        QVERIFY(write_file_atomically(path("secret"), "s", Readers::kOwner).has_value());
        QCOMPARE(mode_of(path("secret")) & 0077U, mode_t{0});
    }

    void a_failed_write_leaves_the_old_file_and_nothing_else()
    {
        QVERIFY(write_file_atomically(path("kept"), "old", Readers::kOwner).has_value());
        rlimit whole{};
        QVERIFY(getrlimit(RLIMIT_FSIZE, &whole) == 0);
        const auto signal_before = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit two_bytes{.rlim_cur = 2, .rlim_max = whole.rlim_max};
        QVERIFY(setrlimit(RLIMIT_FSIZE, &two_bytes) == 0);
        const auto failed = write_file_atomically(path("kept"), "new and longer", Readers::kOwner);
        setrlimit(RLIMIT_FSIZE, &whole);
        std::signal(SIGXFSZ, signal_before);
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::kNoSpace);
        QCOMPARE(*read_file(path("kept"), 100), std::string("old"));
        QVERIFY(!fs::exists(path("kept.new")));
    }

    void refuses_to_write_where_there_is_no_folder()
    {
        const auto failed = write_file_atomically(path("no/file"), "x", Readers::kOwner);
        QCOMPARE(failed.error().code, ErrorCode::kNotFound);
    }
};

QTEST_GUILESS_MAIN(FileTest)
#include "file_test.moc"
