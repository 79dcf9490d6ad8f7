#pragma once
// The transactions on the L1 that moved one batch, oldest first.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "facade/chain_state.hpp"
#include "node/batches.hpp"

namespace archi::app {

class BatchStepsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by BatchFeed")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        HashRole = Qt::UserRole + 1,  ///< 0x…, the key
        StepRole,                     ///< BatchStep
        WaitingRole,                  ///< in no block of the L1 yet
        FailedRole,                   ///< in a block, and it changed nothing
        BlockRole,                    ///< of the L1; 0 while it waits
        GasRole,                      ///< digits grouped; "" while it waits
        BytesRole,                    ///< of the raw transaction, digits grouped
        SentRole,                     ///< hours to seconds, local time
    };
    Q_ENUM(Role)

    explicit BatchStepsModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }

    /// Steps that go on where the shown ones end are added and changed row by row; others replace
    /// them.
    void apply(const std::vector<node::BatchStep>& steps);

Q_SIGNALS:
    void countChanged();

private:
    [[nodiscard]] bool continues(const std::vector<node::BatchStep>& steps) const;

    std::vector<node::BatchStep> rows_;
};

}  // namespace archi::app
