// Signatures made by libsecp256k1, recovered by it and by the portable code with both word sizes.

#include "crypto/host/account_key.hpp"

#include <QtTest>
#include <bit>
#include <random>

#include "base/keccak.hpp"
#include "crypto/secp256k1.hpp"
#include "crypto/secp256k1_curve.hpp"

namespace archi::crypto {

class AccountKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                              ? qEnvironmentVariable("ARCHI_SEED").toULongLong()
                              : std::random_device{}();
        qInfo() << "ARCHI_SEED" << seed;
        random_.seed(seed);
    }

    void signatures_recover_to_the_account_that_made_them()
    {
        for (int i = 0; i < 300; ++i) {
            const auto key = random_bytes<PrivateKey>();
            const auto message = random_bytes<Hash>();
            const auto signature = sign(message, key);
            QVERIFY(signature.has_value());
            const auto [r, s, y_parity] = *signature;
            QVERIFY(s <= half_order());
            QCOMPARE(recover(message, y_parity, r, s), address_of(key));
            QCOMPARE(recover_portable(message, y_parity, r, s), address_of(key));
            QCOMPARE(recover_with_32_bits(message, y_parity, r, s), address_of(key));
            QVERIFY(recover(message, !y_parity, r, s) != address_of(key));
        }
    }

    void any_numbers_recover_the_same_everywhere()
    {
        int recovered = 0;
        for (int i = 0; i < 2000; ++i) {
            const auto message = random_bytes<Hash>();
            const auto r = edge_or_random();
            const auto s = edge_or_random();
            const auto y_parity = random_() % 2 == 0;
            const auto expected = recover(message, y_parity, r, s);
            QCOMPARE(recover_portable(message, y_parity, r, s), expected);
            if (i % 10 == 0) QCOMPARE(recover_with_32_bits(message, y_parity, r, s), expected);
            recovered += expected ? 1 : 0;
        }
        QVERIFY(recovered > 100 && recovered < 1900);
    }

    void a_key_of_zero_or_beyond_the_order_is_refused()
    {
        const PrivateKey zero;
        PrivateKey order;
        order.bytes = order_number().to_be().bytes;
        PrivateKey last;
        last.bytes = (order_number() - 1).to_be().bytes;
        for (const auto& bad : {zero, order}) {
            QVERIFY(!public_key(bad));
            QVERIFY(!address_of(bad));
            QVERIFY(!sign(Hash{}, bad));
        }
        QVERIFY(sign(Hash{}, last).has_value());
    }

    void the_address_of_key_one_is_that_of_the_generator()
    {
        PrivateKey one;
        one[31] = 1;
        const auto generator = Secp256k1<limbs::Native>::kGenerator;
        std::array<std::uint8_t, 64> bytes{};
        generator.x.to_bytes(std::span(bytes).first<32>());
        generator.y.to_bytes(std::span(bytes).last<32>());
        QCOMPARE(public_key(one)->bytes, bytes);
        QCOMPARE(address_of(one), fixed<Address>(bytes_view(keccak256(bytes).bytes).last(20)));
    }

private:
    static u256 order_number() { return u256(Secp256k1Order::kModulus); }
    static u256 half_order() { return order_number() >> 1; }

    template <typename T>
    T random_bytes()
    {
        T bytes;
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(random_());
        return bytes;
    }

    u256 edge_or_random()
    {
        switch (random_() % 8) {
            case 0:
                return u256{random_() % 4};
            case 1:
                return order_number() - random_() % 3;
            case 2:
                return order_number() + random_() % 3;
            case 3:
                return u256::max() - random_() % 3;
            case 4:
                return half_order() + random_() % 3;
            case 5:
                return u256::power_of_two(random_() % 256);
            default:
                return u256::from_be(random_bytes<Hash>().bytes);
        }
    }

    static std::optional<Address> recover_with_32_bits(const Hash& message, bool y_parity,
                                                       const u256& r, const u256& s)
    {
        const auto words = [](const u256& number) {
            return std::bit_cast<std::array<std::uint32_t, 8>>(number.words());
        };
        const auto key = Secp256k1<std::uint32_t>::recover(words(u256::from_be(message.bytes)),
                                                           y_parity, words(r), words(s));
        if (!key) return std::nullopt;
        std::array<std::uint8_t, 64> bytes{};
        key->x.to_bytes(std::span(bytes).first<32>());
        key->y.to_bytes(std::span(bytes).last<32>());
        return fixed<Address>(bytes_view(keccak256(bytes).bytes).last(20));
    }

    std::mt19937_64 random_;
};

}  // namespace archi::crypto

QTEST_GUILESS_MAIN(archi::crypto::AccountKeyTest)
#include "account_key_test.moc"
