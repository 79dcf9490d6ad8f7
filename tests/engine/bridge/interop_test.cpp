// What goes over the bridges, read and written: total, whatever comes.

#include <QtTest>
#include <random>

#include "base/abi.hpp"
#include "bridge/interop.hpp"
#include "stf/system.hpp"

using namespace archi;
namespace system_contracts = archi::stf::system;

class InteropTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_withdrawal_of_the_base_token_is_read()
    {
        Bytes message = {0x6c, 0x09, 0x60, 0xf9};
        append(message, small_address(77).bytes);
        append(message, u256{12'345}.to_be().bytes);
        const auto read = bridge::read_message(7, system_contracts::kBaseToken, message);
        const auto* withdrawal = std::get_if<bridge::Withdrawal>(&read);
        QVERIFY(withdrawal != nullptr && withdrawal->is_base_token);
        QVERIFY(withdrawal->move.receiver == small_address(77));
        QVERIFY(withdrawal->move.amount == u256{12'345});
        // From anybody else it is only a message.
        QVERIFY(std::holds_alternative<std::monostate>(
            bridge::read_message(7, small_address(1), message)));
        message.pop_back();
        QVERIFY(std::holds_alternative<std::monostate>(
            bridge::read_message(7, system_contracts::kBaseToken, message)));
    }

    void addresses_of_chains_are_those_of_erc_7930()
    {
        // ERC-7930, its first example, on chain 1; and a chain without an address.
        QVERIFY((bridge::interop_address(1) == Bytes{0, 1, 0, 0, 1, 1, 0}));
        auto expected = Bytes{0, 1, 0, 0, 2, 0x1b, 0x59, 20};
        append(expected, small_address(0x10003).bytes);
        QVERIFY(bridge::interop_address(7001, small_address(0x10003)) == expected);
    }

    void no_bytes_are_too_strange()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937_64 random(seed);
        const Address senders[] = {system_contracts::kInteropCenter,
                                   system_contracts::kInteropHandler,
                                   system_contracts::kAssetRouter, system_contracts::kBaseToken};
        for (int round = 0; round < 20'000; ++round) {
            Bytes message(random() % 900);
            for (auto& byte : message)
                byte = random() % 3 == 0 ? static_cast<std::uint8_t>(random()) : 0;
            if (!message.empty()) message.front() = static_cast<std::uint8_t>(1 + random() % 2);
            for (const auto& sender : senders)
                static_cast<void>(bridge::read_message(7, sender, message));
            static_cast<void>(bridge::read_deposit(message));
            static_cast<void>(bridge::read_latest(message));
        }
    }
};

QTEST_GUILESS_MAIN(InteropTest)
#include "interop_test.moc"
