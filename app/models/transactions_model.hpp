#pragma once
// The newest transactions of one chain, newest first.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <deque>

#include "models/block_rows.hpp"

namespace archi::app {

class TransactionsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by ChainFeed")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        HashRole = Qt::UserRole + 1,  ///< 0x…
        FromRole,                     ///< address
        ToRole,                       ///< address, or "" for a creation
        CreatedRole,                  ///< address of the contract it made, or ""
        ValueRole,                    ///< ether
        FeeRole,                      ///< ether
        SuccessRole,
        BlockRole,
        TimeRole,  ///< hours to seconds, local time
    };
    Q_ENUM(Role)

    /// Most transactions held at once; the oldest go first.
    static constexpr std::size_t kWindow = 500;

    explicit TransactionsModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }

    /// Replaces everything. Newest first.
    void reset(std::vector<TransactionRow> rows);
    /// Puts newer transactions on top. Newest first.
    void prepend(std::vector<TransactionRow> rows);

Q_SIGNALS:
    void countChanged();

private:
    std::deque<TransactionRow> rows_;
};

}  // namespace archi::app
