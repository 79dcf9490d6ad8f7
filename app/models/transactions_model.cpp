#include "models/transactions_model.hpp"

#include <QDateTime>
#include <algorithm>
#include <iterator>

namespace archi::app {

TransactionsModel::TransactionsModel(QObject* parent) : QAbstractListModel(parent) {}

int TransactionsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TransactionsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case HashRole:
            return row.hash;
        case FromRole:
            return row.from;
        case ToRole:
            return row.to;
        case CreatedRole:
            return row.created;
        case ValueRole:
            return row.value;
        case FeeRole:
            return row.fee;
        case SuccessRole:
            return row.success;
        case BlockRole:
            return static_cast<qulonglong>(row.block);
        case TimeRole:
            return QDateTime::fromSecsSinceEpoch(row.timestamp)
                .toString(QStringLiteral("HH:mm:ss"));
        default:
            return {};
    }
}

QHash<int, QByteArray> TransactionsModel::roleNames() const
{
    return {{HashRole, "hash"},       {FromRole, "from"},   {ToRole, "to"},
            {CreatedRole, "created"}, {ValueRole, "value"}, {FeeRole, "fee"},
            {SuccessRole, "success"}, {BlockRole, "block"}, {TimeRole, "time"}};
}

void TransactionsModel::reset(std::vector<TransactionRow> rows)
{
    if (rows.size() > kWindow) rows.resize(kWindow);
    beginResetModel();
    rows_.assign(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endResetModel();
    Q_EMIT countChanged();
}

void TransactionsModel::prepend(std::vector<TransactionRow> rows)
{
    if (rows.empty()) return;
    if (rows.size() > kWindow) rows.resize(kWindow);
    const auto total = rows_.size() + rows.size();
    if (total > kWindow && !rows_.empty()) {
        const auto dropped = std::min(total - kWindow, rows_.size());
        beginRemoveRows({}, count() - static_cast<int>(dropped), count() - 1);
        rows_.erase(rows_.end() - static_cast<std::ptrdiff_t>(dropped), rows_.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    rows_.insert(rows_.begin(), std::make_move_iterator(rows.begin()),
                 std::make_move_iterator(rows.end()));
    endInsertRows();
    Q_EMIT countChanged();
}

}  // namespace archi::app
