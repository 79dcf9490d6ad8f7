#pragma once
// One chain of ChainsModel as properties, for a page or panel about it.

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "models/chains_model.hpp"
#include "node/layout.hpp"

namespace archi::app {

class ChainEntry : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(archi::app::ChainsModel* chains READ chains WRITE setChains NOTIFY changed REQUIRED)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed REQUIRED)
    /// False: there is no such chain (any more), and the rest means nothing.
    Q_PROPERTY(bool exists READ exists NOTIFY changed)
    Q_PROPERTY(int chainState READ chainState NOTIFY changed)
    Q_PROPERTY(QString detail READ detail NOTIFY changed)
    Q_PROPERTY(QString cure READ cure NOTIFY changed)
    Q_PROPERTY(double since READ since NOTIFY changed)
    Q_PROPERTY(int dataMode READ dataMode NOTIFY changed)
    Q_PROPERTY(QString chainId READ chainId NOTIFY changed)
    Q_PROPERTY(QString rpcUrl READ rpcUrl NOTIFY changed)
    Q_PROPERTY(QString webSocketUrl READ webSocketUrl NOTIFY changed)
    /// Numbers as text, digits grouped.
    Q_PROPERTY(QString blockNumber READ blockNumber NOTIFY changed)
    Q_PROPERTY(QString transactions READ transactions NOTIFY changed)
    Q_PROPERTY(QString pending READ pending NOTIFY changed)
    Q_PROPERTY(QString sealedBatches READ sealedBatches NOTIFY changed)
    Q_PROPERTY(QString openBatchTransactions READ openBatchTransactions NOTIFY changed)
    /// Gwei per gas
    Q_PROPERTY(QString baseFee READ baseFee NOTIFY changed)
    Q_PROPERTY(double transactionsPerSecond READ transactionsPerSecond NOTIFY changed)
    Q_PROPERTY(double diskBytes READ diskBytes NOTIFY changed)
    Q_PROPERTY(bool proven READ proven NOTIFY changed)
    /// It is the L1. Of one that does not run inside, numbers are not known: numbersKnown is false.
    Q_PROPERTY(bool isMainland READ isMainland NOTIFY changed)
    Q_PROPERTY(bool numbersKnown READ numbersKnown NOTIFY changed)
    /// On the mainland.
    Q_PROPERTY(bool settles READ settles NOTIFY changed)
    /// Of its base token
    Q_PROPERTY(QString symbol READ symbol NOTIFY changed)
    /// Milliseconds
    Q_PROPERTY(int blockTime READ blockTime NOTIFY changed)

public:
    explicit ChainEntry(QObject* parent = nullptr);

    [[nodiscard]] ChainsModel* chains() const { return chains_; }
    void setChains(ChainsModel* chains);
    [[nodiscard]] QString name() const { return name_; }
    void setName(const QString& name);

    [[nodiscard]] bool exists() const { return exists_; }
    [[nodiscard]] int chainState() const { return to_qml(row_.state.phase); }
    [[nodiscard]] QString detail() const { return QString::fromStdString(row_.state.detail); }
    [[nodiscard]] QString cure() const { return QString::fromStdString(row_.state.cure); }
    [[nodiscard]] double since() const { return static_cast<double>(row_.state.since_unix_ms); }
    [[nodiscard]] int dataMode() const { return to_qml(row_.data_mode); }
    [[nodiscard]] QString chainId() const { return QString::number(row_.chain_id); }
    [[nodiscard]] QString rpcUrl() const { return QString::fromStdString(row_.rpc_url); }
    [[nodiscard]] QString webSocketUrl() const;
    [[nodiscard]] QString blockNumber() const;
    [[nodiscard]] QString transactions() const;
    [[nodiscard]] QString pending() const;
    [[nodiscard]] QString sealedBatches() const;
    [[nodiscard]] QString openBatchTransactions() const;
    [[nodiscard]] QString baseFee() const;
    [[nodiscard]] double transactionsPerSecond() const
    {
        return row_.metrics.transactions_per_second;
    }
    [[nodiscard]] double diskBytes() const { return static_cast<double>(row_.metrics.disk_bytes); }
    [[nodiscard]] bool proven() const { return row_.metrics.proven; }
    [[nodiscard]] bool isMainland() const { return row_.name == node::kMainland; }
    [[nodiscard]] bool numbersKnown() const { return row_.config.chain_id != 0; }
    [[nodiscard]] bool settles() const { return row_.config.settlement.chain_id != 0; }
    [[nodiscard]] QString symbol() const
    {
        return QString::fromStdString(row_.config.settlement.token_symbol);
    }
    [[nodiscard]] int blockTime() const { return static_cast<int>(row_.config.block_time.count()); }

Q_SIGNALS:
    void changed();
    /// The chain was there and is no more.
    void gone();

private:
    void refresh();

    ChainsModel* chains_ = nullptr;
    QString name_;
    bool exists_ = false;
    node::ChainSnapshot row_;
};

}  // namespace archi::app
