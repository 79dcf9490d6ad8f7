#include "models/blocks_model.hpp"

#include <QDateTime>
#include <algorithm>
#include <iterator>
#include <span>

namespace archi::app {

BlocksModel::BlocksModel(QObject* parent) : QAbstractListModel(parent) {}

int BlocksModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant BlocksModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case NumberRole:
            return static_cast<qulonglong>(row.number);
        case HashRole:
            return row.hash;
        case TimeRole:
            if (row.number == 0) return tr("genesis", "in place of a time: block 0 has none");
            return QDateTime::fromSecsSinceEpoch(row.timestamp)
                .toString(QStringLiteral("HH:mm:ss"));
        case TransactionsRole:
            return static_cast<qulonglong>(row.transactions);
        case GasUsedRole:
            return static_cast<qulonglong>(row.gas_used);
        case FullnessRole:
            return row.gas_limit == 0
                       ? 0.0
                       : static_cast<double>(row.gas_used) / static_cast<double>(row.gas_limit);
        case BatchRole:
            return static_cast<qulonglong>(row.batch);
        default:
            return {};
    }
}

QHash<int, QByteArray> BlocksModel::roleNames() const
{
    return {{NumberRole, "number"},   {HashRole, "hash"},
            {TimeRole, "time"},       {TransactionsRole, "transactions"},
            {GasUsedRole, "gasUsed"}, {FullnessRole, "fullness"},
            {BatchRole, "batch"}};
}

QList<qreal> BlocksModel::loads() const
{
    QList<qreal> loads;
    const auto shown = std::min(rows_.size(), kLoads);
    for (auto i = shown; i-- > 0;)
        loads.append(static_cast<qreal>(rows_[i].transactions));
    return loads;
}

void BlocksModel::reset(std::vector<BlockRow> rows)
{
    window_ = kWindow;
    if (rows.size() > kWindow) rows.resize(kWindow);
    beginResetModel();
    rows_.assign(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT loadsChanged();
}

void BlocksModel::extend(const std::vector<BlockRow>& rows)
{
    const auto some = std::span(rows).first(std::min(rows.size(), kLargestWindow - rows_.size()));
    if (some.empty()) return;
    beginInsertRows({}, count(), count() + static_cast<int>(some.size()) - 1);
    rows_.insert(rows_.end(), some.begin(), some.end());
    endInsertRows();
    window_ = std::max(kWindow, rows_.size());
    Q_EMIT countChanged();
}

void BlocksModel::append(const std::vector<BlockRow>& rows)
{
    if (rows.empty()) return;
    const auto fresh = std::min(rows.size(), window_);
    const auto total = rows_.size() + fresh;
    if (total > window_ && !rows_.empty()) {
        const auto dropped = std::min(total - window_, rows_.size());
        beginRemoveRows({}, count() - static_cast<int>(dropped), count() - 1);
        rows_.erase(rows_.end() - static_cast<std::ptrdiff_t>(dropped), rows_.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, static_cast<int>(fresh) - 1);
    for (const auto& row : std::span(rows).last(fresh))
        rows_.push_front(row);
    endInsertRows();
    Q_EMIT countChanged();
    Q_EMIT loadsChanged();
}

}  // namespace archi::app
