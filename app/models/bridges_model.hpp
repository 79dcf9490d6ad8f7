#pragma once
// Pairs of chains between which the known transfers went: the bridges of the map.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "models/transfer_rows.hpp"

namespace archi::app {

class BridgesModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Engine")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        OneRole = Qt::UserRole + 1,  ///< a chain's name, with OtherRole the key; One < Other
        OtherRole,
        VolumeRole,  ///< known transfers in both directions
    };
    Q_ENUM(Role)

    explicit BridgesModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }

    void apply(const std::vector<TransferRow>& transfers);
    void clear() { apply({}); }

Q_SIGNALS:
    void countChanged();

private:
    struct Bridge {
        QString one;
        QString other;
        int volume = 0;
    };

    std::vector<Bridge> rows_;
};

}  // namespace archi::app
