#include "crypto/host/web3_keystore.hpp"

#include <QtTest>
#include <string>

#include "base/hex.hpp"

namespace archi::crypto {

namespace {

/// The example "mycrypto" of the official key store tests, with an address.
std::string example()
{
    return R"({"version": 3, "id": "0eb785e0-340a-4290-9c42-90a11973ee47",
        "address": "460121576cc7df020759730751f92bd62fd78dd6",
        "crypto": {
            "ciphertext": "54ae683c6287fa3d58321f09d56e26d94e58a00d4f90bdd95782ae0e4aab618b",
            "cipherparams": {"iv": "681679cdb125bba9495d068b002816a4"},
            "cipher": "aes-128-ctr", "kdf": "scrypt",
            "kdfparams": {"dklen": 32, "n": 8192, "r": 8, "p": 1,
                "salt": "c3407f363fce02a66e3c4bf4a8f6b7da1c1f54266cef66381f0625c251c32785"},
            "mac": "dea6bdf22a2f522166ed82808c22a6311e84c355f4bbe100d4260483ff675a46"}})";
}

std::string replaced(const std::string& what, const std::string& by)
{
    auto text = example();
    const auto at = text.find(what);
    return at == std::string::npos ? std::string() : text.replace(at, what.size(), by);
}

constexpr std::string_view kPassword = "foobartest121";

ErrorCode error_of(const std::string& text, std::string_view password = kPassword)
{
    const auto key = open_web3_keystore(text, password);
    return key ? static_cast<ErrorCode>(-1) : key.error().code;
}

}  // namespace

class Web3KeystoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_password_opens_it()
    {
        const auto key = open_web3_keystore(example(), kPassword);
        QVERIFY(key.has_value());
        QCOMPARE(hex::encode_plain(key->bytes),
                 std::string("05a4d3eb46c742cb8850440145ce70cbc80b59f891cf5f50fd3e9c280b50c4e4"));
    }

    void another_password_does_not()
    {
        QCOMPARE(error_of(example(), "foobartest12"), ErrorCode::kPermission);
        QCOMPARE(error_of(example(), ""), ErrorCode::kPermission);
    }

    void a_changed_ciphertext_is_noticed()
    {
        QCOMPARE(error_of(replaced("54ae683c", "54ae683d")), ErrorCode::kPermission);
    }

    void a_key_of_another_address_is_noticed()
    {
        QCOMPARE(error_of(replaced("460121576c", "460121576d")), ErrorCode::kCorrupt);
    }

    void older_wallets_wrote_crypto_with_a_capital()
    {
        QVERIFY(open_web3_keystore(replaced("\"crypto\"", "\"Crypto\""), kPassword).has_value());
    }

    void costs_beyond_the_bounds_are_refused_before_any_work()
    {
        for (const auto* n : {"1073741824", "4611686018427387904", "9223372036854775808"})
            QCOMPARE(error_of(replaced("8192", n)), ErrorCode::kLimitExceeded);
        QCOMPARE(error_of(replaced("\"r\": 8", "\"r\": 18446744073709551615")),
                 ErrorCode::kLimitExceeded);
        QCOMPARE(error_of(replaced("\"p\": 1", "\"p\": 1073741824")), ErrorCode::kLimitExceeded);
        const auto pbkdf2 = replaced("\"kdf\": \"scrypt\"", "\"kdf\": \"pbkdf2\"");
        auto iterated = pbkdf2;
        iterated.replace(iterated.find("\"n\": 8192"), 9, R"("prf": "hmac-sha256", "c": 10000001)");
        QCOMPARE(error_of(iterated), ErrorCode::kLimitExceeded);
    }

    void impossible_costs_are_refused()
    {
        for (const auto* n : {"0", "1", "8191", "-8192", "8192.5", "\"8192\""})
            QCOMPARE(error_of(replaced("8192", n)), ErrorCode::kCorrupt);
        QCOMPARE(error_of(replaced("\"r\": 8", "\"r\": 0")), ErrorCode::kCorrupt);
        QCOMPARE(error_of(replaced("\"p\": 1", "\"p\": 0")), ErrorCode::kCorrupt);
    }

    void what_it_does_not_know_it_names()
    {
        QCOMPARE(error_of(replaced("\"version\": 3", "\"version\": 4")), ErrorCode::kUnsupported);
        QCOMPARE(error_of(replaced("aes-128-ctr", "aes-256-gcm")), ErrorCode::kUnsupported);
        QCOMPARE(error_of(replaced("\"scrypt\"", "\"argon2\"")), ErrorCode::kUnsupported);
        QCOMPARE(error_of(replaced("\"dklen\": 32", "\"dklen\": 16")), ErrorCode::kUnsupported);
    }

    void anything_else_is_no_key_store()
    {
        for (const auto* text :
             {"", "{", "[]", "null", "{}", "{\"version\": 3}", "{\"version\": 3, \"crypto\": []}"})
            QCOMPARE(error_of(text), ErrorCode::kCorrupt);
        QCOMPARE(error_of(std::string(kMaxWeb3KeystoreSize + 1, ' ')), ErrorCode::kCorrupt);
        QCOMPARE(error_of(replaced("681679cd", "68")), ErrorCode::kCorrupt);
        const auto whole = example();
        for (std::size_t size = 0; size < whole.size(); ++size)
            QCOMPARE(error_of(whole.substr(0, size)), ErrorCode::kCorrupt);
    }
};

}  // namespace archi::crypto

QTEST_APPLESS_MAIN(archi::crypto::Web3KeystoreTest)
#include "web3_keystore_test.moc"
