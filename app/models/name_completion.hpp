#pragma once
// Test accounts on the world's chains whose names begin as something typed.

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QStringList>

#include "models/chains_model.hpp"

namespace archi::app {

class NameCompletion : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(archi::app::ChainsModel* chains READ chains WRITE setChains NOTIFY changed REQUIRED)
    Q_PROPERTY(QString prefix READ prefix WRITE setPrefix NOTIFY changed)
    /// Such as alice@tortuga
    Q_PROPERTY(QStringList names READ names NOTIFY changed)

public:
    explicit NameCompletion(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] ChainsModel* chains() const { return chains_; }
    void setChains(ChainsModel* chains);
    [[nodiscard]] QString prefix() const { return prefix_; }
    void setPrefix(const QString& prefix);
    [[nodiscard]] QStringList names() const;

Q_SIGNALS:
    void changed();

private:
    ChainsModel* chains_ = nullptr;
    QString prefix_;
};

}  // namespace archi::app
