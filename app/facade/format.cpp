#include "facade/format.hpp"

#include <QByteArray>

namespace archi::app {

namespace {

constexpr qsizetype kEtherDecimals = 18;
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

QString ether_text(const u256& wei)
{
    const auto digits = QString::fromStdString(wei.to_decimal())
                            .rightJustified(kEtherDecimals + 1, QLatin1Char('0'));
    const auto whole = digits.left(digits.size() - kEtherDecimals);
    auto part = digits.mid(digits.size() - kEtherDecimals, kShownDecimals);
    while (part.endsWith(QLatin1Char('0')))
        part.chop(1);
    if (part.isEmpty() && whole == QLatin1String("0") && !wei.is_zero())
        return QStringLiteral("< 0.000001");
    return part.isEmpty() ? grouped_digits(whole) : grouped_digits(whole) + QLatin1Char('.') + part;
}

QString grouped(std::uint64_t number)
{
    return grouped_digits(QString::number(number));
}

}  // namespace archi::app
