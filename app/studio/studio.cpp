#include "studio/studio.hpp"

#include <QGuiApplication>
#include <QIcon>
#include <QQmlExtensionPlugin>
#include <QSurfaceFormat>
#include <cstdio>

#include "studio/fonts.hpp"

Q_IMPORT_QML_PLUGIN(Archipelago_AppPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_ChainsPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_MapPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_LogsPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_SettingsPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_ShellPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_TransfersPlugin)

namespace archi::app {

void prepare_application()
{
    QCoreApplication::setApplicationName(QStringLiteral("archipelago-studio"));
    QCoreApplication::setOrganizationName(QStringLiteral("archipelago"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Archipelago"));
    QGuiApplication::setDesktopFileName(QStringLiteral("archipelago-studio"));
    auto format = QSurfaceFormat::defaultFormat();
    format.setSamples(4);  // line icons
    QSurfaceFormat::setDefaultFormat(format);
}

Studio::Studio(const std::filesystem::path& world)
{
    set_up_fonts();
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/archipelago.svg")));

    qml_.addImportPath(QStringLiteral("qrc:/qt/qml"));
    qml_.load(QUrl(QStringLiteral("qrc:/qt/qml/Archipelago/Shell/StudioWindow.qml")));
    if (qml_.rootObjects().isEmpty()) return;
    window_ = qobject_cast<QQuickWindow*>(qml_.rootObjects().constFirst());
    if (window_ == nullptr) return;
    // Known now that the window has imported its module.
    engine_ = qml_.singletonInstance<Engine*>(qmlTypeId("Archipelago.App", 1, 0, "Engine"));
    if (!world.empty()) engine_->set_world_path(world);

    // The person sees a window before the world is read.
    QObject::connect(
        window_, &QQuickWindow::frameSwapped, engine_, &Engine::open,
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    // For the benchmark of the start.
    if (qEnvironmentVariableIsSet("ARCHI_PRINT_FIRST_FRAME"))
        QObject::connect(
            window_, &QQuickWindow::frameSwapped, window_,
            [] { static_cast<void>(std::fputs("first frame\n", stderr)); },
            static_cast<Qt::ConnectionType>(Qt::DirectConnection | Qt::SingleShotConnection));
}

}  // namespace archi::app
