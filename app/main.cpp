// archipelago-studio: the window over a world.

#include <QCommandLineParser>
#include <QGuiApplication>

#include "studio/studio.hpp"

int main(int argc, char* argv[])
{
    archi::app::prepare_application();
    QCoreApplication::setApplicationVersion(QStringLiteral(ARCHI_VERSION));
    const QGuiApplication application(argc, argv);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Create, run and watch zero-knowledge chains.", "printed by --help"));
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    const QCommandLineOption world(
        QStringLiteral("world"),
        QCoreApplication::translate("main", "Open the world in this folder.", "printed by --help"),
        QStringLiteral("DIR"));
    parser.addOption(world);
    if (!parser.parse(QCoreApplication::arguments()) || !parser.positionalArguments().isEmpty()) {
        const auto wrong = parser.errorText().isEmpty()
                               ? QCoreApplication::translate("main", "Unexpected argument %1.")
                                     .arg(parser.positionalArguments().constFirst())
                               : parser.errorText();
        qCritical("archipelago-studio: %s See archipelago-studio --help.", qUtf8Printable(wrong));
        return 2;
    }
    if (parser.isSet(help)) parser.showHelp();
    if (parser.isSet(version)) parser.showVersion();

    archi::app::Studio studio(parser.value(world).toStdString());
    if (studio.window() == nullptr) return 1;
    return QGuiApplication::exec();
}
