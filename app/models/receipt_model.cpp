#include "models/receipt_model.hpp"

#include <QDateTime>

#include "node/layout.hpp"

namespace archi::app {

void ReceiptModel::setTransfers(TransfersModel* transfers)
{
    if (transfers_ == transfers) return;
    if (transfers_ != nullptr) transfers_->disconnect(this);
    transfers_ = transfers;
    if (transfers_ != nullptr)
        connect(transfers_, &TransfersModel::applied, this, &ReceiptModel::refresh);
    refresh();
}

void ReceiptModel::setTransferId(const QString& id)
{
    if (id_ == id) return;
    id_ = id;
    row_ = {};
    refresh();
}

void ReceiptModel::refresh()
{
    const auto* row = transfers_ == nullptr ? nullptr : transfers_->find(id_);
    // One that has left the list keeps its last values while it is shown.
    exists_ = row != nullptr || !row_.id.isEmpty();
    if (row != nullptr) row_ = *row;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
}

int ReceiptModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kTransferStages);
}

bool ReceiptModel::is_current(std::size_t stage) const
{
    if (!exists_ || row_.fate != TransferFate::UnderWay || row_.steps[stage].done) return false;
    for (std::size_t before = 0; before < stage; ++before)
        if (!row_.steps[before].done) return false;
    return true;
}

QString ReceiptModel::chain_of(std::size_t stage) const
{
    switch (stage) {
        case TransferStage::Sent:
            return row_.from_chain;
        case TransferStage::Arrived:
            return row_.to_chain;
        default:
            return QString::fromLatin1(node::kMainland);
    }
}

QVariant ReceiptModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto stage = static_cast<std::size_t>(index.row());
    const auto& step = row_.steps[stage];
    switch (role) {
        case Qt::DisplayRole:
        case StageRole:
            return index.row();
        case DoneRole:
            return step.done;
        case CurrentRole:
            return is_current(stage);
        case TimeRole:
            return step.done && step.unix_ms != 0 ? QDateTime::fromMSecsSinceEpoch(step.unix_ms)
                                                        .toString(QStringLiteral("HH:mm:ss"))
                                                  : QString();
        case TransactionRole:
            return step.transaction;
        case ChainRole:
            return chain_of(stage);
        default:
            return {};
    }
}

QHash<int, QByteArray> ReceiptModel::roleNames() const
{
    return {{StageRole, "stage"},
            {DoneRole, "done"},
            {CurrentRole, "current"},
            {TimeRole, "time"},
            {TransactionRole, "transaction"},
            {ChainRole, "chain"}};
}

double ReceiptModel::seconds() const
{
    constexpr double kMillisecondsPerSecond = 1000;
    const auto& sent = row_.steps[TransferStage::Sent];
    const auto& arrived = row_.steps[TransferStage::Arrived];
    if (!sent.done || !arrived.done) return -1;
    return static_cast<double>(arrived.unix_ms - sent.unix_ms) / kMillisecondsPerSecond;
}

}  // namespace archi::app
