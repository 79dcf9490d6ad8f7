#include "models/batch_steps_model.hpp"

#include <QDateTime>
#include <algorithm>

#include "facade/format.hpp"

namespace archi::app {

namespace {

BatchStep::Step to_qml(const std::string& step)
{
    if (step == "prove") return BatchStep::Prove;
    if (step == "execute") return BatchStep::Execute;
    return step == "revert" ? BatchStep::Revert : BatchStep::Commit;
}

}  // namespace

BatchStepsModel::BatchStepsModel(QObject* parent) : QAbstractListModel(parent) {}

int BatchStepsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant BatchStepsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    const bool waiting = row.fate == "waiting";
    switch (role) {
        case Qt::DisplayRole:
        case HashRole:
            return hex_text(row.transaction.bytes);
        case StepRole:
            return static_cast<int>(to_qml(row.step));
        case WaitingRole:
            return waiting;
        case FailedRole:
            return row.fate == "failed";
        case BlockRole:
            return static_cast<qulonglong>(row.block);
        case GasRole:
            return waiting ? QString() : grouped(row.gas);
        case BytesRole:
            return grouped(row.bytes);
        case SentRole:
            return QDateTime::fromMSecsSinceEpoch(row.sent_unix_ms)
                .toString(QStringLiteral("HH:mm:ss"));
        default:
            return {};
    }
}

QHash<int, QByteArray> BatchStepsModel::roleNames() const
{
    return {{HashRole, "hash"},     {StepRole, "step"},   {WaitingRole, "waiting"},
            {FailedRole, "failed"}, {BlockRole, "block"}, {GasRole, "gas"},
            {BytesRole, "bytes"},   {SentRole, "sentAt"}};
}

bool BatchStepsModel::continues(const std::vector<node::BatchStep>& steps) const
{
    if (steps.size() < rows_.size()) return false;
    return std::ranges::equal(rows_, std::span(steps).first(rows_.size()), {},
                              &node::BatchStep::transaction, &node::BatchStep::transaction);
}

void BatchStepsModel::apply(const std::vector<node::BatchStep>& steps)
{
    const auto before = rows_.size();
    if (!continues(steps)) {
        beginResetModel();
        rows_ = steps;
        endResetModel();
    } else {
        for (std::size_t i = 0; i < before; ++i) {
            if (rows_[i] == steps[i]) continue;
            rows_[i] = steps[i];
            const auto row = index(static_cast<int>(i));
            Q_EMIT dataChanged(row, row);
        }
        if (steps.size() > before) {
            beginInsertRows({}, static_cast<int>(before), static_cast<int>(steps.size()) - 1);
            rows_.insert(rows_.end(), steps.begin() + static_cast<std::ptrdiff_t>(before),
                         steps.end());
            endInsertRows();
        }
    }
    if (rows_.size() != before) Q_EMIT countChanged();
}

}  // namespace archi::app
