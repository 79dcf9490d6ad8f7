#pragma once
// The newest blocks of one chain, newest first.

#include <QtQml/qqmlregistration.h>
#include <QAbstractListModel>
#include <deque>

#include "models/block_rows.hpp"

namespace archi::app {

class BlocksModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Owned by ChainFeed")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Transactions in each of the newest 60 blocks, oldest first: for a chart.
    Q_PROPERTY(QList<qreal> loads READ loads NOTIFY loadsChanged)

public:
    enum Role {
        NumberRole = Qt::UserRole + 1,
        HashRole,          ///< 0x…
        TimeRole,          ///< hours to seconds, local time
        TransactionsRole,  ///< how many
        GasUsedRole,
        FullnessRole,  ///< gas used of the limit, 0 to 1
        BatchRole,     ///< number of its batch
    };
    Q_ENUM(Role)

    /// Most blocks held at once, unless older ones were asked for; the oldest go first.
    static constexpr std::size_t kWindow = 300;
    static constexpr std::size_t kLargestWindow = 6000;
    static constexpr std::size_t kLoads = 60;

    explicit BlocksModel(QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] QList<qreal> loads() const;

    /// Replaces everything. Newest first.
    void reset(std::vector<BlockRow> rows);
    /// Puts older blocks below, newest first, and holds as many more from now on.
    void extend(const std::vector<BlockRow>& rows);
    /// The oldest block's number, or 0.
    [[nodiscard]] std::uint64_t oldest() const { return rows_.empty() ? 0 : rows_.back().number; }
    /// Puts newer blocks on top. Oldest first, each newer than all before.
    void append(const std::vector<BlockRow>& rows);

Q_SIGNALS:
    void countChanged();
    void loadsChanged();

private:
    std::deque<BlockRow> rows_;
    std::size_t window_ = kWindow;
};

}  // namespace archi::app
