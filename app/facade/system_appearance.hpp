#pragma once
// Whether the desktop is dark: asked of the settings portal, else told by the palette.

#include <QObject>

class QDBusVariant;

namespace archi::app {

class SystemAppearance : public QObject {
    Q_OBJECT

public:
    explicit SystemAppearance(QObject* parent = nullptr);

    [[nodiscard]] bool dark() const { return dark_; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    // The portal's SettingChanged
    void setting_changed(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask_portal();
    void take(const QVariant& colour_scheme);

    bool dark_ = true;
};

}  // namespace archi::app
