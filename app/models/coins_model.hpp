#pragma once
// Coins on the map: one for each transfer under way, where its money is; convoys where they are
// many.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <QSet>
#include <QTimer>
#include <vector>

#include "models/transfer_rows.hpp"

namespace archi::app {

class CoinsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by Engine")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1,  ///< a transfer's id, or a convoy's name
        FromChainRole,               ///< a chain's name
        ToChainRole,
        PositionRole,  ///< 0 where it was sent to 1 where it arrives
        NumberRole,    ///< transfers in it: 1, or more for a convoy
        AmountRole,    ///< of the one transfer, with its symbol; "" for a convoy
        SymbolRole,
        PlaceRole,  ///< among the coins of its bridge and position, from 0
    };
    Q_ENUM(Role)

    /// Transfers under way that are shown one by one; more are shown as convoys.
    static constexpr std::size_t kSingles = 50;
    /// How long a coin that arrived stays, so that it is seen to arrive.
    static constexpr int kFarewell = 1500;  // milliseconds

    explicit CoinsModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }

    /// All known transfers, in any order.
    void apply(const std::vector<TransferRow>& transfers);
    void clear();

Q_SIGNALS:
    void countChanged();

private:
    struct Coin {
        QString key;
        QString from_chain;
        QString to_chain;
        QString amount;
        QString symbol;
        double position = 0;
        int number = 1;
        int place = 0;

        bool operator==(const Coin&) const = default;
    };
    [[nodiscard]] std::vector<Coin> singles(const std::vector<TransferRow>& transfers) const;
    [[nodiscard]] static std::vector<Coin> convoys(const std::vector<TransferRow>& transfers);
    [[nodiscard]] bool shows(const QString& key) const;
    [[nodiscard]] bool is_news(const TransferRow& row) const;
    void show(std::vector<Coin> fresh);
    void drop_arrived();

    std::vector<Coin> rows_;
    QSet<QString> seen_;    ///< transfers that were known before
    bool is_first_ = true;  ///< nothing was known yet: what has arrived then is no news
    QTimer farewell_;
};

}  // namespace archi::app
