#pragma once
// One transfer of TransfersModel with its five stages, each with when and by which transaction.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>

#include "models/transfers_model.hpp"

namespace archi::app {

class ReceiptModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(archi::app::TransfersModel* transfers READ transfers WRITE setTransfers NOTIFY
                   changed REQUIRED)
    /// The transfer's id, or the transaction that sent it; "" for none.
    Q_PROPERTY(QString transferId READ transferId WRITE setTransferId NOTIFY changed)
    /// False: there is no such transfer, and the rest means nothing.
    Q_PROPERTY(bool exists READ exists NOTIFY changed)
    Q_PROPERTY(QString from READ from NOTIFY changed)
    Q_PROPERTY(QString to READ to NOTIFY changed)
    Q_PROPERTY(QString fromChain READ fromChain NOTIFY changed)
    Q_PROPERTY(QString toChain READ toChain NOTIFY changed)
    Q_PROPERTY(QString amount READ amount NOTIFY changed)
    Q_PROPERTY(QString symbol READ symbol NOTIFY changed)
    /// TransferFate
    Q_PROPERTY(int fate READ fate NOTIFY changed)
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    /// TransferStage
    Q_PROPERTY(int reached READ reached NOTIFY changed)
    /// 0 to 1
    Q_PROPERTY(double position READ position NOTIFY changed)
    /// From sent to arrived, seconds; negative before it arrived.
    Q_PROPERTY(double seconds READ seconds NOTIFY changed)

public:
    enum Role {
        StageRole = Qt::UserRole + 1,  ///< TransferStage, the key
        DoneRole,
        CurrentRole,      ///< what the transfer waits for now
        TimeRole,         ///< hours to seconds, local time; "" while not done
        TransactionRole,  ///< 0x…; "" where none did it
        ChainRole,        ///< the name of the chain where that transaction is
    };
    Q_ENUM(Role)

    explicit ReceiptModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] TransfersModel* transfers() const { return transfers_; }
    void setTransfers(TransfersModel* transfers);
    [[nodiscard]] QString transferId() const { return id_; }
    void setTransferId(const QString& id);

    [[nodiscard]] bool exists() const { return exists_; }
    [[nodiscard]] QString from() const { return row_.from; }
    [[nodiscard]] QString to() const { return row_.to; }
    [[nodiscard]] QString fromChain() const { return row_.from_chain; }
    [[nodiscard]] QString toChain() const { return row_.to_chain; }
    [[nodiscard]] QString amount() const { return row_.amount; }
    [[nodiscard]] QString symbol() const { return row_.symbol; }
    [[nodiscard]] int fate() const { return row_.fate; }
    [[nodiscard]] QString reason() const { return row_.reason; }
    [[nodiscard]] int reached() const { return stage_of(row_); }
    [[nodiscard]] double position() const { return position_of(row_); }
    [[nodiscard]] double seconds() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();
    [[nodiscard]] bool is_current(std::size_t stage) const;
    [[nodiscard]] QString chain_of(std::size_t stage) const;

    TransfersModel* transfers_ = nullptr;
    QString id_;
    bool exists_ = false;
    TransferRow row_;
};

}  // namespace archi::app
