#include "models/transfers_model.hpp"

#include <QDateTime>
#include <QSet>
#include <algorithm>

namespace archi::app {

namespace {

constexpr std::int64_t kSecond = 1000;  // milliseconds
/// As many as say what to expect; older ones were measured under other conditions.
constexpr std::size_t kHistory = 50;

QString time_of(const TransferStep& step)
{
    if (!step.done || step.unix_ms == 0) return {};
    const auto time = QDateTime::fromMSecsSinceEpoch(step.unix_ms);
    return time.toString(time.date() == QDate::currentDate() ? QStringLiteral("HH:mm:ss")
                                                             : QStringLiteral("d MMM HH:mm"));
}

}  // namespace

TransfersModel::TransfersModel(QObject* parent) : QAbstractListModel(parent) {}

int TransfersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TransfersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case IdRole:
            return row.id;
        case TransactionRole:
            return row.steps[TransferStage::Sent].transaction;
        case FromRole:
            return row.from;
        case ToRole:
            return row.to;
        case FromChainRole:
            return row.from_chain;
        case ToChainRole:
            return row.to_chain;
        case AmountRole:
            return row.amount;
        case SymbolRole:
            return row.symbol;
        case StageRole:
            return static_cast<int>(stage_of(row));
        case FateRole:
            return static_cast<int>(row.fate);
        case ReasonRole:
            return row.reason;
        case SentRole:
            return time_of(row.steps[TransferStage::Sent]);
        case PositionRole:
            return position_of(row);
        default:
            return {};
    }
}

QHash<int, QByteArray> TransfersModel::roleNames() const
{
    return {{IdRole, "transferId"},       {TransactionRole, "transaction"},
            {FromRole, "from"},           {ToRole, "to"},
            {FromChainRole, "fromChain"}, {ToChainRole, "toChain"},
            {AmountRole, "amount"},       {SymbolRole, "symbol"},
            {StageRole, "stage"},         {FateRole, "fate"},
            {ReasonRole, "reason"},       {SentRole, "sentAt"},
            {PositionRole, "position"}};
}

int TransfersModel::underWay() const
{
    return static_cast<int>(std::ranges::count(rows_, TransferFate::UnderWay, &TransferRow::fate));
}

QString TransfersModel::timeFromHistory(const QString& fromChain, const QString& toChain) const
{
    auto times = durations(rows_, fromChain, toChain);
    if (times.empty()) return {};
    if (times.size() > kHistory) times.resize(kHistory);
    const auto seconds = [](std::int64_t time) { return (time + kSecond / 2) / kSecond; };
    // Without the slowest tenth.
    const auto usual = times[times.size() - 1 - times.size() / 10];
    //: How long a transfer takes: %1 and %2 are seconds, %3 how many were measured
    return tr("in %1 to %2 s, from the last %3")
        .arg(seconds(times.front()))
        .arg(std::max<std::int64_t>(1, seconds(usual)))
        .arg(times.size());
}

void TransfersModel::apply(std::vector<TransferRow> fresh)
{
    if (fresh.size() > kWindow) fresh.resize(kWindow);
    const auto before = count();
    QSet<QString> ids;
    for (const auto& row : fresh)
        ids.insert(row.id);
    for (int i = count(); i-- > 0;) {
        if (ids.contains(rows_[static_cast<std::size_t>(i)].id)) continue;
        beginRemoveRows({}, i, i);
        rows_.erase(rows_.begin() + i);
        endRemoveRows();
    }
    // What stays keeps its order: transfers are ordered by when they were sent.
    for (int i = 0; i < static_cast<int>(fresh.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (i == count() || rows_[at].id != fresh[at].id) {
            const auto found = std::ranges::find(rows_.begin() + std::min(i, count()), rows_.end(),
                                                 fresh[at].id, &TransferRow::id);
            if (found != rows_.end()) {
                const auto from = static_cast<int>(found - rows_.begin());
                beginMoveRows({}, from, from, {}, i);
                std::rotate(rows_.begin() + i, rows_.begin() + from, rows_.begin() + from + 1);
                endMoveRows();
            } else {
                beginInsertRows({}, i, i);
                rows_.insert(rows_.begin() + i, fresh[at]);
                endInsertRows();
                continue;
            }
        }
        if (rows_[at] == fresh[at]) continue;
        rows_[at] = fresh[at];
        Q_EMIT dataChanged(index(i), index(i));
    }
    known_ = true;
    problem_.clear();
    if (count() != before) Q_EMIT countChanged();
    Q_EMIT applied();
}

void TransfersModel::set_problem(const QString& problem)
{
    problem_ = problem;
    Q_EMIT applied();
}

void TransfersModel::clear()
{
    beginResetModel();
    rows_.clear();
    known_ = false;
    problem_.clear();
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT applied();
}

const TransferRow* TransfersModel::find(const QString& id) const
{
    const auto found = std::ranges::find_if(rows_, [&](const TransferRow& row) {
        return row.id == id || row.steps[TransferStage::Sent].transaction == id;
    });
    return found == rows_.end() ? nullptr : &*found;
}

}  // namespace archi::app
