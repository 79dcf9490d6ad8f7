#include "models/coins_model.hpp"

#include <algorithm>
#include <utility>

namespace archi::app {

CoinsModel::CoinsModel(QObject* parent) : QAbstractListModel(parent)
{
    farewell_.setSingleShot(true);
    farewell_.setInterval(kFarewell);
    farewell_.callOnTimeout([this] { drop_arrived(); });
}

int CoinsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CoinsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case KeyRole:
            return row.key;
        case FromChainRole:
            return row.from_chain;
        case ToChainRole:
            return row.to_chain;
        case PositionRole:
            return row.position;
        case NumberRole:
            return row.number;
        case AmountRole:
            return row.amount;
        case SymbolRole:
            return row.symbol;
        case PlaceRole:
            return row.place;
        default:
            return {};
    }
}

QHash<int, QByteArray> CoinsModel::roleNames() const
{
    return {{KeyRole, "key"},           {FromChainRole, "fromChain"}, {ToChainRole, "toChain"},
            {PositionRole, "position"}, {NumberRole, "number"},       {AmountRole, "amount"},
            {SymbolRole, "symbol"},     {PlaceRole, "place"}};
}

bool CoinsModel::shows(const QString& key) const
{
    return std::ranges::find(rows_, key, &Coin::key) != rows_.end();
}

// So fast that nobody saw it under way.
bool CoinsModel::is_news(const TransferRow& row) const
{
    return !is_first_ && !seen_.contains(row.id);
}

// Those under way, and those that were a moment ago.
std::vector<CoinsModel::Coin> CoinsModel::singles(const std::vector<TransferRow>& transfers) const
{
    std::vector<Coin> coins;
    for (const auto& row : transfers) {
        const bool arrives = row.fate == TransferFate::Arrived && (shows(row.id) || is_news(row));
        if (row.fate != TransferFate::UnderWay && !arrives) continue;
        Coin coin{.key = row.id,
                  .from_chain = row.from_chain,
                  .to_chain = row.to_chain,
                  .amount = row.amount + QLatin1Char(' ') + row.symbol,
                  .symbol = row.symbol,
                  .position = position_of(row)};
        coin.place = static_cast<int>(std::ranges::count_if(coins, [&](const Coin& other) {
            return other.from_chain == coin.from_chain && other.to_chain == coin.to_chain &&
                   other.position == coin.position;
        }));
        coins.push_back(std::move(coin));
    }
    return coins;
}

std::vector<CoinsModel::Coin> CoinsModel::convoys(const std::vector<TransferRow>& transfers)
{
    std::vector<Coin> coins;
    for (const auto& row : transfers) {
        if (row.fate != TransferFate::UnderWay) continue;
        const auto key = row.from_chain + QLatin1Char('>') + row.to_chain + QLatin1Char('/') +
                         row.symbol + QLatin1Char('/') + QString::number(stage_of(row));
        const auto found = std::ranges::find(coins, key, &Coin::key);
        if (found != coins.end()) {
            ++found->number;
            continue;
        }
        coins.push_back({.key = key,
                         .from_chain = row.from_chain,
                         .to_chain = row.to_chain,
                         .amount = {},
                         .symbol = row.symbol,
                         .position = position_of(row)});
    }
    return coins;
}

void CoinsModel::apply(const std::vector<TransferRow>& transfers)
{
    const auto moving = std::ranges::count(transfers, TransferFate::UnderWay, &TransferRow::fate);
    show(static_cast<std::size_t>(moving) > kSingles ? convoys(transfers) : singles(transfers));
    seen_.clear();
    for (const auto& row : transfers)
        seen_.insert(row.id);
    is_first_ = false;
    const bool arrivals =
        std::ranges::any_of(rows_, [](const Coin& coin) { return coin.position == 1; });
    if (arrivals && !farewell_.isActive()) farewell_.start();
}

void CoinsModel::show(std::vector<Coin> fresh)
{
    const auto before = count();
    for (int i = count(); i-- > 0;) {
        const auto& key = rows_[static_cast<std::size_t>(i)].key;
        if (std::ranges::find(fresh, key, &Coin::key) != fresh.end()) continue;
        beginRemoveRows({}, i, i);
        rows_.erase(rows_.begin() + i);
        endRemoveRows();
    }
    for (auto& coin : fresh) {
        const auto found = std::ranges::find(rows_, coin.key, &Coin::key);
        if (found == rows_.end()) {
            // It sets out where it was sent, and then goes to where it is.
            beginInsertRows({}, count(), count());
            const auto position = std::exchange(coin.position, 0.0);
            rows_.push_back(std::move(coin));
            endInsertRows();
            rows_.back().position = position;
            if (position > 0) Q_EMIT dataChanged(index(count() - 1), index(count() - 1));
        } else if (*found != coin) {
            *found = std::move(coin);
            const auto row = index(static_cast<int>(found - rows_.begin()));
            Q_EMIT dataChanged(row, row);
        }
    }
    if (count() != before) Q_EMIT countChanged();
}

void CoinsModel::clear()
{
    show({});
    seen_.clear();
    is_first_ = true;
}

void CoinsModel::drop_arrived()
{
    auto staying = rows_;
    std::erase_if(staying, [](const Coin& coin) { return coin.position == 1; });
    show(std::move(staying));
}

}  // namespace archi::app
