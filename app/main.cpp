// archipelago-studio: the window over a world.

#include <QGuiApplication>
#include <optional>

#include "studio/command_line.hpp"
#include "studio/display_check.hpp"
#include "studio/end_signals.hpp"
#include "studio/studio.hpp"

int main(int argc, char* argv[])
{
    using namespace archi::app;

    prepare_application();
    QCoreApplication::setApplicationVersion(QStringLiteral(ARCHI_VERSION));
    const auto line = read_command_line(argc, argv);
    if (line.exit_code) return *line.exit_code;

    std::optional<DisplayCheck> check(std::in_place);
    const QGuiApplication application(argc, argv);
    check.reset();

    Studio studio(line.world);
    if (studio.window() == nullptr) return 1;
    studio.engine()->set_l1(line.l1);
    studio.engine()->set_demo(line.demo);
    const EndSignals signals([&studio] { studio.engine()->close(); });
    return QGuiApplication::exec();
}
