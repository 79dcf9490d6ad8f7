#pragma once
// The chains of the open world, by name; before them the mainland, if there is one.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QHash>
#include <QPointF>
#include <optional>

#include "facade/chain_state.hpp"
#include "models/chart_positions.hpp"
#include "node/snapshot.hpp"

namespace archi::app {

class ChainsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Engine")
    /// Islands: rows without the mainland.
    Q_PROPERTY(int islands READ islands NOTIFY countChanged)
    /// Islands that take transactions now.
    Q_PROPERTY(int running READ running NOTIFY summaryChanged)
    /// Transactions a second of all islands.
    Q_PROPERTY(qreal transactionsPerSecond READ transactionsPerSecond NOTIFY summaryChanged)

public:
    enum Role {
        NameRole = Qt::UserRole + 1,  ///< string, the key
        ChainIdRole,                  ///< number, up to 2^53 - 1
        StateRole,                    ///< ChainState
        DetailRole,                   ///< stage, reason or cause; may be empty
        CureRole,                     ///< what to do after a failure; may be empty
        SinceRole,                    ///< when the state began, Unix milliseconds
        DataModeRole,                 ///< DataMode
        RpcUrlRole,                   ///< string
        BlockNumberRole,              ///< number of the newest block; negative: not known
        TransactionsRole,             ///< since genesis
        TransactionsPerSecondRole,    ///< over the last ten seconds
        PendingRole,                  ///< in the mempool
        DiskBytesRole,
        ProvenRole,      ///< every batch since genesis has a verified proof
        BlockTimeRole,   ///< milliseconds between blocks
        SeedRole,        ///< of the island's coast
        RadiusRole,      ///< of the island, pixels: grows with the logarithm of activity
        PositionRole,    ///< of the island, QPointF from 0 to 1 each way
        IsMainlandRole,  ///< the L1, not an island
        SettlesRole,     ///< on the mainland
    };
    Q_ENUM(Role)

    explicit ChainsModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] int islands() const { return count() - (mainland_ ? 1 : 0); }
    [[nodiscard]] int running() const;
    [[nodiscard]] qreal transactionsPerSecond() const;

    /// Where islands lie; kept in the person's settings under `world`.
    void load_positions(const QString& world);
    Q_INVOKABLE void moveIsland(const QString& name, QPointF position);

    /// Takes over a snapshot: rows come, go and change one by one.
    void apply(const node::WorldSnapshot& world);
    void clear();

    /// Null if there is no such chain. Valid until the next apply().
    [[nodiscard]] const node::ChainSnapshot* find(const QString& name) const;
    [[nodiscard]] const std::optional<node::MainlandSnapshot>& mainland() const
    {
        return mainland_;
    }

Q_SIGNALS:
    void countChanged();
    void summaryChanged();
    /// Rows came, went or changed.
    void applied();

private:
    void remove_missing(const std::vector<node::ChainSnapshot>& fresh);

    std::optional<node::MainlandSnapshot> mainland_;
    std::vector<node::ChainSnapshot> rows_;  ///< the first is the mainland's if there is one
    ChartPositions positions_;
};

}  // namespace archi::app
