#include "facade/format.hpp"

#include <QByteArray>
#include <algorithm>

namespace archi::app {

namespace {

constexpr unsigned kEtherDecimals = 18;
constexpr qsizetype kShownDecimals = 6;
const QChar kThinSpace(0x2009);

QString grouped_digits(QString digits)
{
    for (auto at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, kThinSpace);
    return digits;
}

}  // namespace

QString hex_text(bytes_view bytes)
{
    const auto raw = QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                             static_cast<qsizetype>(bytes.size()));
    return QStringLiteral("0x") + QString::fromLatin1(raw.toHex());
}

QString amount_text(const u256& amount, unsigned decimals)
{
    const auto places = static_cast<qsizetype>(decimals);
    const auto digits =
        QString::fromStdString(amount.to_decimal()).rightJustified(places + 1, QLatin1Char('0'));
    const auto whole = digits.left(digits.size() - places);
    auto part = digits.mid(digits.size() - places, std::min(places, kShownDecimals));
    while (part.endsWith(QLatin1Char('0')))
        part.chop(1);
    if (part.isEmpty() && whole == QLatin1String("0") && !amount.is_zero())
        return QStringLiteral("< 0.000001");
    return part.isEmpty() ? grouped_digits(whole) : grouped_digits(whole) + QLatin1Char('.') + part;
}

QString ether_text(const u256& wei)
{
    return amount_text(wei, kEtherDecimals);
}

QString grouped(std::uint64_t number)
{
    return grouped_digits(QString::number(number));
}

}  // namespace archi::app
