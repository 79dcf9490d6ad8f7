#include "facade/system_appearance.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPalette>

namespace archi::app {

namespace {

// org.freedesktop.portal.Settings, documentation of xdg-desktop-portal
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kSpace = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr uint kPrefersDark = 1;
constexpr uint kPrefersLight = 2;

// Without a bus, connecting would start one.
bool has_session_bus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

}  // namespace

SystemAppearance::SystemAppearance(QObject* parent) : QObject(parent)
{
    dark_ = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    if (has_session_bus()) ask_portal();
}

void SystemAppearance::ask_portal()
{
    auto bus = QDBusConnection::sessionBus();
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(setting_changed(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kSpace << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError()) take(reply.value().variant());
        watcher->deleteLater();
    });
}

void SystemAppearance::setting_changed(const QString& space, const QString& key,
                                       const QDBusVariant& value)
{
    if (space == kSpace && key == kKey) take(value.variant());
}

void SystemAppearance::take(const QVariant& colour_scheme)
{
    auto value = colour_scheme;
    // Read wraps its answer once more than the documentation says.
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    const auto scheme = value.toUInt();
    if (scheme != kPrefersDark && scheme != kPrefersLight) return;
    if (dark_ == (scheme == kPrefersDark)) return;
    dark_ = scheme == kPrefersDark;
    Q_EMIT changed();
}

}  // namespace archi::app
