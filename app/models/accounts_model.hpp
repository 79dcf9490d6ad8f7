#pragma once
// The ten test accounts with their balances on one chain, kept up to date.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "base/u256.hpp"
#include "facade/engine.hpp"

namespace archi::app {

class AccountsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(archi::app::Engine* engine READ engine WRITE setEngine NOTIFY sourceChanged REQUIRED)
    /// The chain's name; "" for none.
    Q_PROPERTY(QString chain READ chain WRITE setChain NOTIFY sourceChanged)

public:
    enum Role {
        LabelRole = Qt::UserRole + 1,  ///< alice, bob …
        AddressRole,                   ///< with the checksum of EIP-55
        DerivationRole,                ///< m/44'/60'/0'/0/i
        BalanceRole,                   ///< ether, or "" while unknown
    };
    Q_ENUM(Role)

    explicit AccountsModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] Engine* engine() const { return engine_; }
    void setEngine(Engine* engine);
    [[nodiscard]] QString chain() const { return chain_; }
    void setChain(const QString& chain);

    /// 0x and 64 digits. Everybody knows these keys; still no model role carries them.
    Q_INVOKABLE QString privateKey(int row) const;

Q_SIGNALS:
    void sourceChanged();

private:
    void load();
    void loaded(const QString& chain, std::vector<u256> balances);

    Engine* engine_ = nullptr;
    QString chain_;
    std::vector<u256> balances_;  ///< wei, by account; empty while unknown
    bool loading_ = false;
    bool behind_ = false;  ///< something changed while loading: load again
};

}  // namespace archi::app
