#include "models/chain_entry.hpp"

#include "facade/format.hpp"

namespace archi::app {

namespace {

constexpr double kWeiPerGwei = 1e9;

}  // namespace

ChainEntry::ChainEntry(QObject* parent) : QObject(parent) {}

void ChainEntry::setChains(ChainsModel* chains)
{
    if (chains_ == chains) return;
    if (chains_ != nullptr) chains_->disconnect(this);
    chains_ = chains;
    if (chains_ != nullptr) connect(chains_, &ChainsModel::applied, this, &ChainEntry::refresh);
    refresh();
}

void ChainEntry::setName(const QString& name)
{
    if (name_ == name) return;
    name_ = name;
    exists_ = false;  // another chain: the former one is not gone
    refresh();
}

void ChainEntry::refresh()
{
    const auto* row = chains_ == nullptr ? nullptr : chains_->find(name_);
    const bool went = exists_ && row == nullptr;
    exists_ = row != nullptr;
    // A deleted chain keeps its last values while its page closes.
    if (row != nullptr) row_ = *row;
    Q_EMIT changed();
    if (went) Q_EMIT gone();
}

QString ChainEntry::webSocketUrl() const
{
    auto url = rpcUrl();
    return url.startsWith(QLatin1String("http")) ? url.replace(0, 4, QStringLiteral("ws")) : url;
}

QString ChainEntry::blockNumber() const
{
    return grouped(row_.metrics.block_number);
}

QString ChainEntry::transactions() const
{
    return grouped(row_.metrics.transactions);
}

QString ChainEntry::pending() const
{
    return grouped(row_.metrics.pending);
}

QString ChainEntry::sealedBatches() const
{
    return grouped(row_.metrics.sealed_batches);
}

QString ChainEntry::openBatchTransactions() const
{
    return grouped(row_.metrics.open_batch_transactions);
}

QString ChainEntry::baseFee() const
{
    return QString::number(static_cast<double>(row_.metrics.base_fee) / kWeiPerGwei, 'g', 4);
}

}  // namespace archi::app
