#pragma once
// The L1 where the world's chains settle, and what the operator does there, as properties.

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "models/chains_model.hpp"

namespace archi::app {

class MainlandEntry : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(archi::app::ChainsModel* chains READ chains WRITE setChains NOTIFY changed REQUIRED)
    /// False: the world has no L1, its chains settle nowhere, and the rest means nothing.
    Q_PROPERTY(bool exists READ exists NOTIFY changed)
    /// Runs inside this process.
    Q_PROPERTY(bool embedded READ embedded NOTIFY changed)
    /// Of its RPC
    Q_PROPERTY(QString url READ url NOTIFY changed)
    /// "" while it is not known.
    Q_PROPERTY(QString chainId READ chainId NOTIFY changed)
    /// The address of the contract where all begins; "" before the contracts are there.
    Q_PROPERTY(QString bridgehub READ bridgehub NOTIFY changed)
    /// What the operator does: a ChainState, with stage or reason, cure, and since when.
    Q_PROPERTY(int settlingState READ settlingState NOTIFY changed)
    Q_PROPERTY(QString detail READ detail NOTIFY changed)
    Q_PROPERTY(QString cure READ cure NOTIFY changed)
    /// Unix milliseconds
    Q_PROPERTY(double since READ since NOTIFY changed)

public:
    explicit MainlandEntry(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] ChainsModel* chains() const { return chains_; }
    void setChains(ChainsModel* chains);

    [[nodiscard]] bool exists() const { return exists_; }
    [[nodiscard]] bool embedded() const { return shown_.is_embedded; }
    [[nodiscard]] QString url() const { return QString::fromStdString(shown_.url); }
    [[nodiscard]] QString chainId() const;
    [[nodiscard]] QString bridgehub() const;
    [[nodiscard]] int settlingState() const { return to_qml(shown_.settling.phase); }
    [[nodiscard]] QString detail() const { return QString::fromStdString(shown_.settling.detail); }
    [[nodiscard]] QString cure() const { return QString::fromStdString(shown_.settling.cure); }
    [[nodiscard]] double since() const
    {
        return static_cast<double>(shown_.settling.since_unix_ms);
    }

Q_SIGNALS:
    void changed();

private:
    void refresh();

    ChainsModel* chains_ = nullptr;
    bool exists_ = false;
    node::MainlandSnapshot shown_;
};

}  // namespace archi::app
