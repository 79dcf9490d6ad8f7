#include "models/log_model.hpp"

#include <QDateTime>

namespace archi::app {

namespace {

constexpr int kBetweenDrains = 50;  // milliseconds

QString time_text(std::int64_t unix_ms)
{
    return QDateTime::fromMSecsSinceEpoch(unix_ms).toString(QStringLiteral("HH:mm:ss.zzz"));
}

}  // namespace

LogModel::LogModel(QObject* parent) : QAbstractListModel(parent)
{
    filter_.least = log::Level::kInfo;
    drain_.setSingleShot(true);
    drain_.setInterval(kBetweenDrains);
    connect(&drain_, &QTimer::timeout, this, &LogModel::follow);
    log::set_sink([this](const log::Record&) {
        if (!pending_.exchange(true))
            QMetaObject::invokeMethod(&drain_, qOverload<>(&QTimer::start), Qt::QueuedConnection);
    });
    reload();
}

LogModel::~LogModel()
{
    log::set_sink({});
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case TimeRole:
            return time_text(row.time);
        case LevelRole:
            return static_cast<int>(row.level);
        case ComponentRole:
            return QString::fromStdString(row.component);
        case ChainRole:
            return QString::fromStdString(row.chain);
        case Qt::DisplayRole:
        case MessageRole:
            return QString::fromStdString(row.message);
        default:
            return {};
    }
}

QHash<int, QByteArray> LogModel::roleNames() const
{
    return {{TimeRole, "time"},
            {LevelRole, "level"},
            {ComponentRole, "component"},
            {ChainRole, "chain"},
            {MessageRole, "message"}};
}

void LogModel::setLeast(int least)
{
    const auto level = static_cast<log::Level>(std::clamp(least, 0, 3));
    if (filter_.least == level) return;
    filter_.least = level;
    reload();
}

void LogModel::setChain(const QString& chain)
{
    if (LogModel::chain() == chain) return;
    filter_.chain = chain.toStdString();
    reload();
}

void LogModel::setText(const QString& text)
{
    if (LogModel::text() == text) return;
    filter_.text = text.toStdString();
    reload();
}

QString LogModel::everything() const
{
    QString text;
    for (const auto& row : rows_) {
        const auto source = row.chain.empty() ? row.component : row.component + ' ' + row.chain;
        text += QStringLiteral("%1 %2 [%3] %4\n")
                    .arg(time_text(row.time), QLatin1String(log::to_string(row.level)),
                         QString::fromStdString(source), QString::fromStdString(row.message));
    }
    return text;
}

void LogModel::reload()
{
    beginResetModel();
    const auto last = log::page_before(0, 1);
    newest_ = last.empty() ? 0 : last.back().sequence;
    const auto page = log::page_before(newest_ + 1, kWindow, filter_);
    rows_.assign(page.begin(), page.end());
    endResetModel();
    Q_EMIT filterChanged();
    Q_EMIT countChanged();
}

void LogModel::follow()
{
    pending_ = false;
    const auto last = log::page_before(0, 1);
    if (last.empty()) return;
    const auto upto = last.back().sequence;
    auto fresh = log::page_after(newest_, kWindow, filter_);
    if (fresh.size() == kWindow) {
        // Perhaps more came than the window holds: only the newest matter.
        reload();
        return;
    }
    std::erase_if(fresh, [&](const log::Record& record) { return record.sequence > upto; });
    newest_ = upto;
    if (fresh.empty()) return;

    const auto total = rows_.size() + fresh.size();
    if (total > kWindow) {
        const auto dropped = std::min(total - kWindow, rows_.size());
        if (dropped > 0) {
            beginRemoveRows({}, 0, static_cast<int>(dropped) - 1);
            rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(dropped));
            endRemoveRows();
        }
    }
    beginInsertRows({}, count(), count() + static_cast<int>(fresh.size()) - 1);
    rows_.insert(rows_.end(), fresh.begin(), fresh.end());
    endInsertRows();
    Q_EMIT countChanged();
}

}  // namespace archi::app
