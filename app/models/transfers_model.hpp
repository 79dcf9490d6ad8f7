#pragma once
// The newest transfers of the world, newest first.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <vector>

#include "models/transfer_rows.hpp"

namespace archi::app {

class TransfersModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Engine")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int underWay READ underWay NOTIFY applied)
    /// The world has answered; before, an empty list means nothing.
    Q_PROPERTY(bool known READ known NOTIFY applied)
    /// Why transfers cannot be read, or "".
    Q_PROPERTY(QString problem READ problem NOTIFY applied)

public:
    enum Role {
        IdRole = Qt::UserRole + 1,  ///< 0x…, the key
        TransactionRole,            ///< 0x…: the one that sent it
        FromRole,                   ///< alice@mainland
        ToRole,
        FromChainRole,  ///< a chain's name
        ToChainRole,
        AmountRole,
        SymbolRole,
        StageRole,    ///< TransferStage: the last one that is done
        FateRole,     ///< TransferFate
        ReasonRole,   ///< "" if there is nothing to say
        SentRole,     ///< date or time of day, local
        PositionRole  ///< 0 to 1
    };
    Q_ENUM(Role)

    /// Most transfers shown.
    static constexpr std::size_t kWindow = 200;

    explicit TransfersModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] int underWay() const;
    [[nodiscard]] bool known() const { return known_; }
    [[nodiscard]] QString problem() const { return problem_; }

    /// "in 2 to 5 s, from the last 12": how long transfers between two chains took, or "" if none
    /// is known.
    Q_INVOKABLE QString timeFromHistory(const QString& fromChain, const QString& toChain) const;

    /// Takes over the newest transfers, newest first: rows come, go and change one by one.
    void apply(std::vector<TransferRow> fresh);
    void set_problem(const QString& problem);
    void clear();

    [[nodiscard]] const std::vector<TransferRow>& rows() const { return rows_; }
    /// By its id, or by the transaction that sent it. Null if there is no such transfer. Valid
    /// until the next apply().
    [[nodiscard]] const TransferRow* find(const QString& id) const;

Q_SIGNALS:
    void countChanged();
    void applied();

private:
    std::vector<TransferRow> rows_;
    bool known_ = false;
    QString problem_;
};

}  // namespace archi::app
