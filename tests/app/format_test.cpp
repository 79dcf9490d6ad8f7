#include "facade/format.hpp"

#include <QtTest>

using namespace archi;
using namespace archi::app;

class FormatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ether_is_exact_where_it_fits()
    {
        QCOMPARE(ether_text(u256(0)), QStringLiteral("0"));
        QCOMPARE(ether_text(u256(1'000'000'000'000'000'000)), QStringLiteral("1"));
        QCOMPARE(ether_text(u256(1'500'000'000'000'000'000)), QStringLiteral("1.5"));
        QCOMPARE(ether_text(u256(21'000'000'000'000)), QStringLiteral("0.000021"));
    }

    void ether_is_never_rounded_up_nor_shown_as_zero()
    {
        QCOMPARE(ether_text(u256(999'999'999'999'999'999)), QStringLiteral("0.999999"));
        QCOMPARE(ether_text(u256(1)), QStringLiteral("< 0.000001"));
    }

    void other_tokens_have_other_decimals()
    {
        QCOMPARE(amount_text(u256(12'500'000), 6), QStringLiteral("12.5"));
        QCOMPARE(amount_text(u256(7), 0), QStringLiteral("7"));
        QCOMPARE(amount_text(u256(105), 2), QStringLiteral("1.05"));
    }

    void long_numbers_are_grouped()
    {
        const QChar space(0x2009);
        QCOMPARE(grouped(204), QStringLiteral("204"));
        QCOMPARE(grouped(18204), QStringLiteral("18") + space + QStringLiteral("204"));
        QCOMPARE(grouped(1018204), QStringLiteral("1") + space + QStringLiteral("018") + space +
                                       QStringLiteral("204"));
    }

    void bytes_are_lower_case_hex()
    {
        QCOMPARE(hex_text(Bytes{0xab, 0x01}), QStringLiteral("0xab01"));
    }
};

QTEST_GUILESS_MAIN(FormatTest)
#include "format_test.moc"
