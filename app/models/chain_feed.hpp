#pragma once
// The newest blocks and transactions of one chain, first from its storage, then live.

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "facade/engine.hpp"
#include "models/blocks_model.hpp"
#include "models/transactions_model.hpp"

namespace archi::app {

class ChainFeed : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(archi::app::Engine* engine READ engine WRITE setEngine NOTIFY sourceChanged REQUIRED)
    /// The chain's name; "" for none.
    Q_PROPERTY(QString chain READ chain WRITE setChain NOTIFY sourceChanged)
    Q_PROPERTY(archi::app::BlocksModel* blocks READ blocks CONSTANT)
    Q_PROPERTY(archi::app::TransactionsModel* transactions READ transactions CONSTANT)

    /// There are blocks before those in `blocks`.
    Q_PROPERTY(bool hasOlder READ hasOlder NOTIFY hasOlderChanged)

public:
    explicit ChainFeed(QObject* parent = nullptr);

    [[nodiscard]] Engine* engine() const { return engine_; }
    void setEngine(Engine* engine);
    [[nodiscard]] QString chain() const { return chain_; }
    void setChain(const QString& chain);
    [[nodiscard]] BlocksModel* blocks() { return &blocks_; }
    [[nodiscard]] TransactionsModel* transactions() { return &transactions_; }

    [[nodiscard]] bool hasOlder() const
    {
        return blocks_.oldest() > 0 &&
               static_cast<std::size_t>(blocks_.count()) < BlocksModel::kLargestWindow;
    }
    /// Reads the next page of older blocks.
    Q_INVOKABLE void loadOlder();

Q_SIGNALS:
    void sourceChanged();
    void hasOlderChanged();
    /// A block with transactions arrived live.
    void busyBlock(int transactions);

private:
    struct History {
        std::vector<BlockRow> blocks;              ///< newest first
        std::vector<TransactionRow> transactions;  ///< newest first
    };
    [[nodiscard]] static History read(const chain::Chain& chain);

    void load();
    void loaded(quint64 request, History history);
    void arrived(const std::vector<std::pair<std::string, chain::Block>>& blocks, bool lost);

    Engine* engine_ = nullptr;
    QString chain_;
    BlocksModel blocks_;
    TransactionsModel transactions_;
    quint64 request_ = 0;  ///< the newest load; answers to older ones are dropped
    bool loading_ = false;
    bool behind_ = false;  ///< blocks came while loading: load again
    std::uint64_t newest_ = 0;
};

}  // namespace archi::app
