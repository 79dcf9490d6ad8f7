#include "models/chains_model.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "canvas/coast.hpp"
#include "node/layout.hpp"

namespace archi::app {

namespace {

constexpr double kSmallestIsland = 58;  // pixels
constexpr double kGrowth = 9;           // pixels for each factor of ten in transactions a second
constexpr double kLargestIsland = 96;
constexpr double kMainlandRadius = 80;
constexpr qreal kUnknownBlock = -1;

double island_radius(const chain::Metrics& metrics)
{
    return std::min(kLargestIsland,
                    kSmallestIsland + kGrowth * std::log10(1 + metrics.transactions_per_second));
}

bool same(const node::ChainSnapshot& a, const node::ChainSnapshot& b)
{
    const auto& x = a.metrics;
    const auto& y = b.metrics;
    return a.chain_id == b.chain_id && a.state == b.state && a.is_open == b.is_open &&
           a.rpc_url == b.rpc_url && a.config == b.config && x.block_number == y.block_number &&
           x.transactions == y.transactions &&
           x.transactions_per_second == y.transactions_per_second && x.pending == y.pending &&
           x.disk_bytes == y.disk_bytes && x.proven == y.proven &&
           x.sealed_batches == y.sealed_batches;
}

bool takes_transactions(const node::ChainSnapshot& chain)
{
    return chain.state.phase == chain::Phase::kRunning ||
           chain.state.phase == chain::Phase::kDegraded;
}

bool is_mainland(const node::ChainSnapshot& chain)
{
    return chain.name == node::kMainland;
}

// The mainland as a row: an embedded L1 is a chain as well; of another one only the operator knows.
node::ChainSnapshot mainland_row(const node::WorldSnapshot& world)
{
    const auto& mainland = *world.mainland;
    const auto broken = std::ranges::find_if(world.chains, is_mainland);
    if (broken != world.chains.end()) return *broken;
    if (mainland.chain) {
        auto row = *mainland.chain;
        if (row.state.phase == chain::Phase::kRunning &&
            mainland.settling.phase == chain::Phase::kDegraded)
            row.state = mainland.settling;
        return row;
    }
    node::ChainSnapshot row;
    row.name = node::kMainland;
    row.chain_id = mainland.chain_id;
    row.rpc_url = mainland.url;
    row.state = mainland.settling;
    return row;
}

// The mainland first, then the islands by name.
std::vector<node::ChainSnapshot> rows_of(const node::WorldSnapshot& world)
{
    std::vector<node::ChainSnapshot> rows;
    rows.reserve(world.chains.size() + 1);
    if (world.mainland) rows.push_back(mainland_row(world));
    std::ranges::copy_if(world.chains, std::back_inserter(rows),
                         [](const auto& chain) { return !is_mainland(chain); });
    return rows;
}

}  // namespace

ChainsModel::ChainsModel(QObject* parent) : QAbstractListModel(parent) {}

int ChainsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ChainsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    const auto name = QString::fromStdString(row.name);
    switch (role) {
        case Qt::DisplayRole:
        case NameRole:
            return name;
        case ChainIdRole:
            return static_cast<qulonglong>(row.chain_id);
        case StateRole:
            return static_cast<int>(to_qml(row.state.phase));
        case DetailRole:
            return QString::fromStdString(row.state.detail);
        case CureRole:
            return QString::fromStdString(row.state.cure);
        case SinceRole:
            return static_cast<qlonglong>(row.state.since_unix_ms);
        case DataModeRole:
            return static_cast<int>(to_qml(row.data_mode));
        case RpcUrlRole:
            return QString::fromStdString(row.rpc_url);
        case BlockNumberRole:
            return row.is_open ? static_cast<qreal>(row.metrics.block_number) : kUnknownBlock;
        case TransactionsRole:
            return static_cast<qulonglong>(row.metrics.transactions);
        case TransactionsPerSecondRole:
            return row.metrics.transactions_per_second;
        case PendingRole:
            return static_cast<qulonglong>(row.metrics.pending);
        case DiskBytesRole:
            return static_cast<qulonglong>(row.metrics.disk_bytes);
        case ProvenRole:
            return row.metrics.proven;
        case BlockTimeRole:
            return static_cast<int>(row.config.block_time.count());
        case SeedRole:
            return static_cast<int>(island_seed(name));
        case RadiusRole:
            return is_mainland(row) ? kMainlandRadius : island_radius(row.metrics);
        case PositionRole:
            return positions_.known(name);
        case IsMainlandRole:
            return is_mainland(row);
        case SettlesRole:
            return row.config.settlement.chain_id != 0;
        default:
            return {};
    }
}

QHash<int, QByteArray> ChainsModel::roleNames() const
{
    return {{NameRole, "name"},
            {ChainIdRole, "chainId"},
            {StateRole, "chainState"},
            {DetailRole, "detail"},
            {CureRole, "cure"},
            {SinceRole, "since"},
            {DataModeRole, "dataMode"},
            {RpcUrlRole, "rpcUrl"},
            {BlockNumberRole, "blockNumber"},
            {TransactionsRole, "transactions"},
            {TransactionsPerSecondRole, "transactionsPerSecond"},
            {PendingRole, "pending"},
            {DiskBytesRole, "diskBytes"},
            {ProvenRole, "proven"},
            {BlockTimeRole, "blockTime"},
            {SeedRole, "seed"},
            {RadiusRole, "baseRadius"},
            {PositionRole, "position"},
            {IsMainlandRole, "isMainland"},
            {SettlesRole, "settles"}};
}

int ChainsModel::running() const
{
    return static_cast<int>(std::ranges::count_if(
        rows_, [](const auto& row) { return takes_transactions(row) && !is_mainland(row); }));
}

qreal ChainsModel::transactionsPerSecond() const
{
    double sum = 0;
    for (const auto& row : rows_)
        if (!is_mainland(row)) sum += row.metrics.transactions_per_second;
    return sum;
}

void ChainsModel::load_positions(const QString& world)
{
    positions_.load(world);
}

void ChainsModel::moveIsland(const QString& name, QPointF position)
{
    positions_.move(name, position);
    for (int i = 0; i < count(); ++i)
        if (QString::fromStdString(rows_[static_cast<std::size_t>(i)].name) == name)
            Q_EMIT dataChanged(index(i), index(i), {PositionRole});
}

void ChainsModel::remove_missing(const std::vector<node::ChainSnapshot>& fresh)
{
    for (int i = count(); i-- > 0;) {
        const auto at = static_cast<std::size_t>(i);
        if (std::ranges::find(fresh, rows_[at].name, &node::ChainSnapshot::name) != fresh.end())
            continue;
        beginRemoveRows({}, i, i);
        positions_.forget(QString::fromStdString(rows_[at].name));
        rows_.erase(rows_.begin() + i);
        endRemoveRows();
    }
}

void ChainsModel::apply(const node::WorldSnapshot& world)
{
    const auto before = count();
    const auto rows = rows_of(world);
    mainland_ = world.mainland;
    remove_missing(rows);
    // Both are in the same order, and every row is among the fresh ones.
    int first_changed = -1;
    int last_changed = -1;
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const auto& fresh = rows[at];
        if (i == count() || rows_[at].name != fresh.name) {
            positions_.settle(QString::fromStdString(fresh.name));
            beginInsertRows({}, i, i);
            rows_.insert(rows_.begin() + i, fresh);
            endInsertRows();
        } else if (!same(rows_[at], fresh)) {
            rows_[at] = fresh;
            if (first_changed < 0) first_changed = i;
            last_changed = i;
        }
    }
    if (first_changed >= 0) Q_EMIT dataChanged(index(first_changed), index(last_changed));
    if (count() != before) Q_EMIT countChanged();
    Q_EMIT summaryChanged();
    Q_EMIT applied();
}

void ChainsModel::clear()
{
    beginResetModel();
    rows_.clear();
    mainland_.reset();
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT summaryChanged();
    Q_EMIT applied();
}

const node::ChainSnapshot* ChainsModel::find(const QString& name) const
{
    const auto found = std::ranges::find(rows_, name.toStdString(), &node::ChainSnapshot::name);
    return found == rows_.end() ? nullptr : &*found;
}

}  // namespace archi::app
