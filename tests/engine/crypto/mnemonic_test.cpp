#include "crypto/host/mnemonic.hpp"

#include <QtTest>

#include "base/hex.hpp"

namespace archi::crypto {

class MnemonicTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_test_mnemonic_gives_the_ten_accounts_everybody_knows()
    {
        constexpr std::array<const char*, 10> kAccounts = {
            "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
            "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
            "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
            "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
            "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
            "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
            "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
            "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
            "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
            "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
        };
        const auto keys = test_account_keys();
        for (std::size_t i = 0; i < keys.size(); ++i)
            QCOMPARE(hex::encode_checksummed(*address_of(keys[i])), std::string(kAccounts[i]));
        QCOMPARE(hex::encode(keys[0].bytes),
                 std::string("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
    }

    // The first vector of BIP-39's list, with its passphrase.
    void the_seed_is_that_of_bip_39()
    {
        const auto seed = mnemonic_seed(
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
            "abandon about",
            "TREZOR");
        QVERIFY(seed.has_value());
        QCOMPARE(hex::encode_plain(seed->bytes),
                 std::string("c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e5349553"
                             "1f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04"));
    }

    void passphrases_and_indexes_change_the_key()
    {
        const auto plain = *mnemonic_seed(kTestMnemonic);
        const auto other = *mnemonic_seed(kTestMnemonic, "x");
        QVERIFY(plain != other);
        QVERIFY(*derive_account_key(plain, 0) != *derive_account_key(other, 0));
        QVERIFY(*derive_account_key(plain, 0) != *derive_account_key(plain, 0x7fffffff));
    }

    void what_cannot_be_a_mnemonic_is_refused()
    {
        QCOMPARE(mnemonic_seed("").error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(mnemonic_seed("test\n").error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(mnemonic_seed("t\u00e9st").error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(mnemonic_seed("test", "\u00e9").error().code, ErrorCode::kInvalidArgument);
        QCOMPARE(derive_account_key({}, 0x80000000).error().code, ErrorCode::kInvalidArgument);
    }
};

}  // namespace archi::crypto

QTEST_GUILESS_MAIN(archi::crypto::MnemonicTest)
#include "mnemonic_test.moc"
