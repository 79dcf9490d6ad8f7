#include "models/mainland_entry.hpp"

#include "base/hex.hpp"

namespace archi::app {

void MainlandEntry::setChains(ChainsModel* chains)
{
    if (chains_ == chains) return;
    if (chains_ != nullptr) chains_->disconnect(this);
    chains_ = chains;
    if (chains_ != nullptr) connect(chains_, &ChainsModel::applied, this, &MainlandEntry::refresh);
    refresh();
}

void MainlandEntry::refresh()
{
    exists_ = chains_ != nullptr && chains_->mainland().has_value();
    shown_ = exists_ ? *chains_->mainland() : node::MainlandSnapshot{};
    Q_EMIT changed();
}

QString MainlandEntry::chainId() const
{
    return shown_.chain_id == 0 ? QString() : QString::number(shown_.chain_id);
}

QString MainlandEntry::bridgehub() const
{
    return shown_.bridgehub ? QString::fromStdString(hex::encode_checksummed(*shown_.bridgehub))
                            : QString();
}

}  // namespace archi::app
