#include "models/batches_model.hpp"

#include <QDateTime>
#include <algorithm>

namespace archi::app {

namespace {

BatchStage::Stage to_qml(node::BatchStage stage)
{
    switch (stage) {
        case node::BatchStage::kSealed:
            return BatchStage::Sealed;
        case node::BatchStage::kCommitted:
            return BatchStage::Committed;
        case node::BatchStage::kAccepted:
            return BatchStage::Accepted;
        case node::BatchStage::kExecuted:
            return BatchStage::Executed;
    }
    return BatchStage::Sealed;
}

bool waits(const node::BatchView& batch)
{
    return std::ranges::any_of(batch.steps,
                               [](const node::BatchStep& step) { return step.fate == "waiting"; });
}

// The open batch has the next number and nothing but transactions.
std::vector<node::BatchView> rows_of(const node::BatchList& list)
{
    std::vector<node::BatchView> rows;
    rows.reserve(list.batches.size() + 1);
    auto& open = rows.emplace_back();
    open.number = list.sealed + 1;
    open.transactions = list.open_transactions;
    rows.insert(rows.end(), list.batches.begin(), list.batches.end());
    return rows;
}

}  // namespace

BatchesModel::BatchesModel(QObject* parent) : QAbstractListModel(parent) {}

int BatchesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant BatchesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case NumberRole:
            return static_cast<qulonglong>(row.number);
        case StageRole:
            return static_cast<int>(is_open(row.number) ? BatchStage::Open : to_qml(row.stage));
        case TransactionsRole:
            return static_cast<qulonglong>(row.transactions);
        case FirstBlockRole:
            return static_cast<qulonglong>(row.first_block);
        case LastBlockRole:
            return static_cast<qulonglong>(row.last_block);
        case SealedRole:
            return is_open(row.number) ? QString()
                                       : QDateTime::fromMSecsSinceEpoch(row.sealed_unix_ms)
                                             .toString(QStringLiteral("HH:mm:ss"));
        case DataBytesRole:
            return static_cast<qulonglong>(row.pubdata_bytes);
        case EpochRole:
            return static_cast<qulonglong>(row.epoch);
        case WaitingRole:
            return waits(row);
        default:
            return {};
    }
}

QHash<int, QByteArray> BatchesModel::roleNames() const
{
    return {{NumberRole, "number"},
            {StageRole, "stage"},
            {TransactionsRole, "transactions"},
            {FirstBlockRole, "firstBlock"},
            {LastBlockRole, "lastBlock"},
            {SealedRole, "sealedAt"},
            {DataBytesRole, "dataBytes"},
            {EpochRole, "epoch"},
            {WaitingRole, "waiting"}};
}

void BatchesModel::remove_missing(const std::vector<node::BatchView>& fresh)
{
    for (int i = count(); i-- > 0;) {
        const auto number = rows_[static_cast<std::size_t>(i)].number;
        if (std::ranges::find(fresh, number, &node::BatchView::number) != fresh.end()) continue;
        beginRemoveRows({}, i, i);
        rows_.erase(rows_.begin() + i);
        endRemoveRows();
    }
}

void BatchesModel::apply(const node::BatchList& list)
{
    const auto before = count();
    const auto fresh = rows_of(list);
    remove_missing(fresh);
    const auto sealed_before = std::exchange(sealed_, list.sealed);
    // Both are sorted by number, and every row is among the fresh ones.
    for (int i = 0; i < static_cast<int>(fresh.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (i == count() || rows_[at].number != fresh[at].number) {
            beginInsertRows({}, i, i);
            rows_.insert(rows_.begin() + i, fresh[at]);
            endInsertRows();
            continue;
        }
        const auto number = fresh[at].number;
        const bool was_open = number > sealed_before;
        if (rows_[at] == fresh[at] && was_open == is_open(number)) continue;
        rows_[at] = fresh[at];
        Q_EMIT dataChanged(index(i), index(i));
    }
    if (count() != before) Q_EMIT countChanged();
}

void BatchesModel::clear()
{
    if (rows_.empty()) return;
    beginResetModel();
    rows_.clear();
    sealed_ = 0;
    endResetModel();
    Q_EMIT countChanged();
}

int BatchesModel::row_of(std::uint64_t number) const
{
    const auto found = std::ranges::find(rows_, number, &node::BatchView::number);
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

}  // namespace archi::app
