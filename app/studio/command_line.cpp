#include "studio/command_line.hpp"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <cstdio>

#include "node/world_file.hpp"

namespace archi::app {

namespace {

constexpr int kWrongUsage = 2;

QString tr(const char* text)
{
    return QCoreApplication::translate("main", text, "printed by --help");
}

}  // namespace

CommandLine read_command_line(int argc, char* argv[])
{
    const QCoreApplication without_display(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Create, run and watch zero-knowledge chains."));
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    const QCommandLineOption world(QStringLiteral("world"), tr("Open the world in this folder."),
                                   QStringLiteral("DIR"));
    const QCommandLineOption demo(
        QStringLiteral("demo"),
        tr("Add the demo's chains to the world, start them, send some transfers."));
    const QCommandLineOption l1(
        QStringLiteral("l1"),
        tr("Where a new world's chains settle: embedded, none, or a node's URL."),
        QStringLiteral("L1"), QString::fromLatin1(node::kEmbeddedL1));
    parser.addOption(world);
    parser.addOption(l1);
    parser.addOption(demo);

    CommandLine line;
    auto wrong = parser.parse(QCoreApplication::arguments()) ? QString() : parser.errorText();
    if (wrong.isEmpty() && !parser.positionalArguments().isEmpty())
        wrong = tr("Unexpected argument %1.").arg(parser.positionalArguments().constFirst());
    if (wrong.isEmpty() && parser.isSet(world) && parser.value(world).isEmpty())
        wrong = tr("--world needs a folder.");
    if (wrong.isEmpty() && !node::validate_l1(parser.value(l1).toStdString()))
        wrong = tr("--l1 takes embedded, none or a URL.");
    if (!wrong.isEmpty()) {
        std::fprintf(stderr, "archipelago-studio: %s See archipelago-studio --help.\n",
                     qUtf8Printable(wrong));
        line.exit_code = kWrongUsage;
    } else if (parser.isSet(help)) {
        std::fputs(qUtf8Printable(parser.helpText()), stdout);
        line.exit_code = 0;
    } else if (parser.isSet(version)) {
        std::printf("%s %s\n", qUtf8Printable(QCoreApplication::applicationName()),
                    qUtf8Printable(QCoreApplication::applicationVersion()));
        line.exit_code = 0;
    }
    line.world = parser.value(world).toStdString();
    line.l1 = parser.value(l1).toStdString();
    line.demo = parser.isSet(demo);
    return line;
}

}  // namespace archi::app
