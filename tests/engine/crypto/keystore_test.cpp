#include "crypto/host/keystore.hpp"

#include <sys/stat.h>

#include <QtTest>
#include <filesystem>
#include <fstream>
#include <random>

namespace archi::crypto {

class KeystoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_secret_comes_back_with_its_password_only()
    {
        for (const std::size_t size : {0U, 1U, 32U, 64U, 4096U}) {
            const Bytes secret(size, 0x5a);
            const auto sealed = seal_secret(secret, "correct horse", kCheap);
            QVERIFY(sealed.has_value());
            QCOMPARE(sealed->size(), size + 73);
            QCOMPARE(open_secret(*sealed, "correct horse").value(), secret);
            QCOMPARE(open_secret(*sealed, "correct hors").error().code, ErrorCode::kPermission);
            QCOMPARE(open_secret(*sealed, "").error().code, ErrorCode::kPermission);
        }
    }

    void the_default_cost_works()
    {
        const auto sealed = seal_secret(kSecret, "");
        QCOMPARE(open_secret(*sealed, "").value(), kSecret);
    }

    void two_seals_of_one_secret_share_nothing_beyond_the_cost()
    {
        const auto a = *seal_secret(kSecret, "p", kCheap);
        const auto b = *seal_secret(kSecret, "p", kCheap);
        QCOMPARE(bytes_view(a).first(17).size(), std::size_t{17});
        QVERIFY(std::ranges::equal(bytes_view(a).first(17), bytes_view(b).first(17)));
        QVERIFY(!std::ranges::equal(bytes_view(a).subspan(17, 16), bytes_view(b).subspan(17, 16)));
        QVERIFY(!std::ranges::equal(bytes_view(a).subspan(33, 24), bytes_view(b).subspan(33, 24)));
        QVERIFY(std::ranges::search(a, kSecret).empty());
    }

    void every_changed_byte_is_noticed()
    {
        const auto sealed = *seal_secret(kSecret, "p", kCheap);
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            auto changed = sealed;
            // Costs: keep them within bounds and small, 1 to 3.
            changed[i] ^= 1U << (i % 8 < 2 ? i % 8 : 1);
            QVERIFY(!open_secret(changed, "p").has_value());
        }
    }

    void every_cut_is_noticed()
    {
        const auto sealed = *seal_secret(kSecret, "p", kCheap);
        for (std::size_t size = 0; size < sealed.size(); ++size)
            QVERIFY(!open_secret(bytes_view(sealed).first(size), "p").has_value());
        auto longer = sealed;
        longer.push_back(0);
        QCOMPARE(open_secret(longer, "p").error().code, ErrorCode::kPermission);
        longer.resize(kMaxSealedSize + 1);
        QCOMPARE(open_secret(longer, "p").error().code, ErrorCode::kCorrupt);
    }

    void garbage_is_corrupt_and_costs_nothing()
    {
        const auto sealed = *seal_secret(kSecret, "p", kCheap);
        QCOMPARE(open_secret({}, "p").error().code, ErrorCode::kCorrupt);
        auto version = sealed;
        version[8] = 2;
        QCOMPARE(open_secret(version, "p").error().code, ErrorCode::kCorrupt);
        auto costly = sealed;
        costly[13] = 0xff;  // four pebibytes
        QCOMPARE(open_secret(costly, "p").error().code, ErrorCode::kCorrupt);
        auto free = sealed;
        free[12] = 0;  // no passes
        QCOMPARE(open_secret(free, "p").error().code, ErrorCode::kCorrupt);
    }

    void bounds_of_size_and_cost_are_kept()
    {
        QCOMPARE(seal_secret(Bytes(4097), "p", kCheap).error().code, ErrorCode::kLimitExceeded);
        QCOMPARE(seal_secret(kSecret, "p", {0, 1}).error().code, ErrorCode::kLimitExceeded);
        QCOMPARE(seal_secret(kSecret, "p", {1, 1025}).error().code, ErrorCode::kLimitExceeded);
    }

    void a_key_file_is_its_owners_alone()
    {
        const auto path = folder() / "key";
        const auto sealed = *seal_secret(kSecret, "p", kCheap);
        QVERIFY(write_key_file(path, sealed).has_value());
        struct stat status = {};
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 07777, 0600U);
        QCOMPARE(read_key_file(path).value(), sealed);
        QCOMPARE(::chmod(path.c_str(), 0640), 0);
        QCOMPARE(read_key_file(path).error().code, ErrorCode::kPermission);
    }

    void a_key_file_is_never_replaced()
    {
        const auto path = folder() / "kept";
        QVERIFY(write_key_file(path, kSecret).has_value());
        QCOMPARE(write_key_file(path, Bytes{1}).error().code, ErrorCode::kAlreadyExists);
        QCOMPARE(read_key_file(path).value(), kSecret);
    }

    void nothing_is_left_beside_a_key_file()
    {
        const auto own = folder() / "own";
        std::filesystem::create_directory(own);
        QVERIFY(write_key_file(own / "key", kSecret).has_value());
        QVERIFY(!write_key_file(own / "key", kSecret).has_value());
        const std::filesystem::directory_iterator files(own);
        QCOMPARE(std::distance(begin(files), end(files)), 1);
    }

    void what_is_no_key_file_is_refused()
    {
        QCOMPARE(read_key_file(folder() / "absent").error().code, ErrorCode::kNotFound);
        QCOMPARE(write_key_file(folder() / "absent" / "key", kSecret).error().code,
                 ErrorCode::kNotFound);
        QCOMPARE(read_key_file(folder()).error().code, ErrorCode::kCorrupt);
        const auto pipe = folder() / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QCOMPARE(read_key_file(pipe).error().code, ErrorCode::kCorrupt);
        const auto large = folder() / "large";
        std::ofstream(large) << std::string(10000, 'x');
        QCOMPARE(read_key_file(large).error().code, ErrorCode::kCorrupt);
    }

private:
    // What Argon2id costs here says nothing about what is tested.
    static constexpr PasswordCost kCheap = {.passes = 1, .memory_mebibytes = 1};
    const Bytes kSecret = {0xde, 0xad, 0xbe, 0xef, 0xca, 0xfe, 0xba, 0xbe, 1, 2, 3, 4, 5, 6, 7, 8};

    std::filesystem::path folder() { return folder_.path().toStdString(); }
    QTemporaryDir folder_;
};

}  // namespace archi::crypto

QTEST_GUILESS_MAIN(archi::crypto::KeystoreTest)
#include "keystore_test.moc"
