#pragma once
// A chain's newest batches: first the open one, then those that are sealed, newest first.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "facade/chain_state.hpp"
#include "node/batches.hpp"

namespace archi::app {

class BatchesModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by BatchFeed")
    /// With the open one, if it is shown.
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        NumberRole = Qt::UserRole + 1,  ///< the key
        StageRole,                      ///< BatchStage
        TransactionsRole,               ///< how many
        FirstBlockRole,                 ///< of the chain; 0 for the open batch
        LastBlockRole,
        SealedRole,     ///< hours to seconds, local time; "" for the open batch
        DataBytesRole,  ///< for the L1
        EpochRole,
        WaitingRole,  ///< a transaction for this batch waits in the L1
    };
    Q_ENUM(Role)

    explicit BatchesModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }

    /// Takes over what a chain says: batches come, go and change row by row.
    void apply(const node::BatchList& list);
    void clear();

    /// -1 if that batch is not shown.
    [[nodiscard]] int row_of(std::uint64_t number) const;
    /// The row's batch. Valid until the next apply().
    [[nodiscard]] const node::BatchView& at(int row) const
    {
        return rows_[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] bool is_open(std::uint64_t number) const { return number > sealed_; }

Q_SIGNALS:
    void countChanged();

private:
    void remove_missing(const std::vector<node::BatchView>& fresh);

    std::vector<node::BatchView> rows_;  ///< by number, falling; those above sealed_ are open
    std::uint64_t sealed_ = 0;
};

}  // namespace archi::app
