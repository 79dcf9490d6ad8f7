#include "models/name_completion.hpp"

#include "node/world.hpp"

namespace archi::app {

void NameCompletion::setChains(ChainsModel* chains)
{
    if (chains_ == chains) return;
    if (chains_ != nullptr) chains_->disconnect(this);
    chains_ = chains;
    if (chains_ != nullptr)
        connect(chains_, &ChainsModel::countChanged, this, &NameCompletion::changed);
    Q_EMIT changed();
}

void NameCompletion::setPrefix(const QString& prefix)
{
    if (prefix_ == prefix) return;
    prefix_ = prefix;
    Q_EMIT changed();
}

QStringList NameCompletion::names() const
{
    QStringList found;
    for (const auto& account : node::test_accounts())
        for (int row = 0; chains_ != nullptr && row < chains_->count(); ++row) {
            const auto name = QString::fromStdString(account.label) + QLatin1Char('@') +
                              chains_->index(row).data(ChainsModel::NameRole).toString();
            if (name.startsWith(prefix_, Qt::CaseInsensitive)) found << name;
        }
    return found;
}

}  // namespace archi::app
