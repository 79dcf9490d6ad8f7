#include <archive.h>
#include <archive_entry.h>

#include <QtTest>

#include "engine/node/world_folder.hpp"

using namespace archi;
using test::named;
using test::WorldFolder;

namespace {

/// An archive as an attacker would write it.
void write_archive(const std::filesystem::path& file, const std::string& member,
                   const std::string& content, unsigned type = AE_IFREG)
{
    archive* out = archive_write_new();
    archive_write_set_format_pax_restricted(out);
    archive_write_add_filter_zstd(out);
    archive_write_open_filename(out, file.c_str());
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, type);
    if (type == AE_IFLNK) archive_entry_set_symlink(entry, "/etc/passwd");
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, content.data(), content.size());
    archive_entry_free(entry);
    archive_write_free(out);
}

}  // namespace

class ArchiveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_exported_running_chain_lives_on_in_another_world()
    {
        const WorldFolder home;
        const WorldFolder abroad;
        const auto file = home.path() / "tortuga.archipelago";
        Hash block_hash;
        std::uint64_t height = 0;
        {
            const auto world = home.open();
            static_cast<void>(world->create_chain(named("tortuga")).value());
            QVERIFY(world->start_chain("tortuga"));
            const auto head = world->chain("tortuga")->head();
            block_hash = head->hash;
            height = head->header.number;
            const auto exported = world->export_chain("tortuga", file);
            QVERIFY2(exported, exported ? "" : describe(exported.error()).c_str());
        }
        const auto world = abroad.open();
        const auto imported = world->import_chain(file, {});
        QVERIFY2(imported, imported ? "" : describe(imported.error()).c_str());
        QCOMPARE(imported->name, std::string("tortuga"));
        QVERIFY(world->start_chain("tortuga"));
        QCOMPARE(world->chain("tortuga")->block(height)->hash, block_hash);
    }

    void an_import_under_another_name_still_respects_taken_chain_ids()
    {
        const WorldFolder home;
        const auto world = home.open();
        static_cast<void>(world->create_chain(named("tortuga")).value());
        const auto file = home.path() / "copy.archipelago";
        QVERIFY(world->export_chain("tortuga", file));
        QCOMPARE(world->import_chain(file, "nassau").error().code, ErrorCode::kAlreadyExists);
        QVERIFY(world->delete_chain("tortuga"));
        QCOMPARE(world->import_chain(file, "nassau").value().name, std::string("nassau"));
    }

    void does_not_overwrite_a_file()
    {
        const WorldFolder home;
        const auto world = home.open();
        static_cast<void>(world->create_chain(named("tortuga")).value());
        home.write("precious", "do not lose me");
        QCOMPARE(world->export_chain("tortuga", home.path() / "precious").error().code,
                 ErrorCode::kAlreadyExists);
    }

    void refuses_foreign_and_hostile_archives_and_leaves_nothing_behind()
    {
        const WorldFolder home;
        const auto world = home.open();
        const auto file = home.path() / "evil.archipelago";
        const auto refused = [&] {
            const auto imported = world->import_chain(file, {});
            std::error_code ignored;
            return !imported && world->snapshot().chains.empty() &&
                   std::filesystem::is_empty(home.path() / "chains", ignored);
        };
        home.write("evil.archipelago", "this is no archive at all");
        QVERIFY(refused());
        for (const auto* member : {"../../escaped", "/tmp/escaped", "chain.toml/..", "other.txt"}) {
            write_archive(file, member, "x");
            QVERIFY2(refused(), member);
        }
        write_archive(file, "chain.toml", "", AE_IFLNK);
        QVERIFY(refused());
        write_archive(file, "chain.toml", "name = 'tortuga'");
        QVERIFY(refused());
        QVERIFY(!std::filesystem::exists(home.path() / "escaped"));
    }
};

QTEST_GUILESS_MAIN(ArchiveTest)
#include "archive_test.moc"
