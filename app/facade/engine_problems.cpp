// Why the engine would refuse what a person types, told before it is asked.

#include <QRegularExpression>

#include "facade/engine.hpp"
#include "node/world_file.hpp"

namespace archi::app {

namespace {

constexpr qulonglong kLargestChainId = (1ULL << 53U) - 1;  // what JavaScript wallets can hold
constexpr uint kFirstFreePort = 1024;
constexpr uint kLastPort = 65535;

}  // namespace

QString Engine::nameProblem(const QString& name) const
{
    static const QRegularExpression allowed(QStringLiteral("^[a-z][a-z0-9-]{0,31}$"));
    if (name.isEmpty())
        //: Beside an empty text field
        return tr("A chain needs a name.");
    if (!allowed.match(name).hasMatch())
        //: Beside a text field
        return tr("Use a to z, 0 to 9 and -, at most 32 of them, and begin with a letter.");
    if (chains_.find(name) != nullptr)
        //: Beside a text field; %1 is a chain's name
        return tr("There is a chain named %1 already.").arg(name);
    return {};
}

QString Engine::chainIdProblem(const QString& chainId) const
{
    if (chainId.isEmpty()) return {};
    bool is_number = false;
    const auto id = chainId.toULongLong(&is_number);
    if (!is_number || id == 0 || id > kLargestChainId)
        //: Beside a text field; %1 is a number
        return tr("A chain id is a number from 1 to %1.").arg(kLargestChainId);
    for (int row = 0; row < chains_.rowCount(); ++row)
        if (chains_.index(row).data(ChainsModel::ChainIdRole).toULongLong() == id)
            //: Beside a text field; %1 is a chain's name
            return tr("%1 has this chain id already.")
                .arg(chains_.index(row).data(ChainsModel::NameRole).toString());
    return {};
}

QString Engine::portProblem(const QString& port) const
{
    if (port.isEmpty()) return {};
    bool is_number = false;
    const auto number = port.toUInt(&is_number);
    if (!is_number || number < kFirstFreePort || number > kLastPort)
        //: Beside a text field; %1 and %2 are numbers
        return tr("A port is a number from %1 to %2.").arg(kFirstFreePort).arg(kLastPort);
    return {};
}

QString Engine::urlProblem(const QString& url) const
{
    if (url.isEmpty())
        //: Beside an empty text field
        return tr("The address of an L1's RPC is needed.");
    if (!url.startsWith(QLatin1String("http")) || !node::validate_l1(url.toStdString()))
        //: Beside a text field
        return tr("This is not an address such as http://127.0.0.1:8545.");
    return {};
}

QString Engine::accountProblem(const QString& account) const
{
    const auto at = account.lastIndexOf(QLatin1Char('@'));
    if (at <= 0 || at + 1 == account.size())
        //: Beside a text field
        return tr("Say who and where, such as alice@tortuga.");
    const auto chain = account.mid(at + 1).section(QLatin1Char('#'), 0, 0);  // ERC-7828
    if (chains_.find(chain) == nullptr)
        //: Beside a text field; %1 is a chain's name
        return tr("There is no chain named %1.").arg(chain);
    return {};
}

QString Engine::amountProblem(const QString& amount) const
{
    static const QRegularExpression number(QStringLiteral("^[0-9]{1,30}([.][0-9]{1,18})?$"));
    static const QRegularExpression zero(QStringLiteral("^[0.]*$"));
    if (zero.match(amount).hasMatch() || !number.match(amount).hasMatch())
        //: Beside a text field
        return tr("An amount is a number above 0, such as 12.5.");
    return {};
}

}  // namespace archi::app
