#include "models/bridges_model.hpp"

#include <algorithm>

namespace archi::app {

namespace {

template <typename Bridges>
auto find_bridge(Bridges& bridges, const QString& one, const QString& other)
{
    return std::ranges::find_if(
        bridges, [&](const auto& bridge) { return bridge.one == one && bridge.other == other; });
}

}  // namespace

int BridgesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant BridgesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return row.one + QLatin1Char('-') + row.other;
        case OneRole:
            return row.one;
        case OtherRole:
            return row.other;
        case VolumeRole:
            return row.volume;
        default:
            return {};
    }
}

QHash<int, QByteArray> BridgesModel::roleNames() const
{
    return {{OneRole, "one"}, {OtherRole, "other"}, {VolumeRole, "volume"}};
}

void BridgesModel::apply(const std::vector<TransferRow>& transfers)
{
    const auto before = count();
    std::vector<Bridge> fresh;
    for (const auto& row : transfers) {
        const auto& [one, other] = std::minmax(row.from_chain, row.to_chain);
        const auto found = find_bridge(fresh, one, other);
        if (found == fresh.end())
            fresh.push_back({one, other, 1});
        else
            ++found->volume;
    }
    for (int i = count(); i-- > 0;) {
        const auto& row = rows_[static_cast<std::size_t>(i)];
        if (find_bridge(fresh, row.one, row.other) != fresh.end()) continue;
        beginRemoveRows({}, i, i);
        rows_.erase(rows_.begin() + i);
        endRemoveRows();
    }
    for (const auto& bridge : fresh) {
        const auto found = find_bridge(rows_, bridge.one, bridge.other);
        if (found == rows_.end()) {
            beginInsertRows({}, count(), count());
            rows_.push_back(bridge);
            endInsertRows();
        } else if (found->volume != bridge.volume) {
            found->volume = bridge.volume;
            const auto row = index(static_cast<int>(found - rows_.begin()));
            Q_EMIT dataChanged(row, row, {VolumeRole});
        }
    }
    if (count() != before) Q_EMIT countChanged();
}

}  // namespace archi::app
