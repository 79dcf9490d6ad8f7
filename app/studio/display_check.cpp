#include "studio/display_check.hpp"

#include <QString>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace archi::app {

namespace {

QtMessageHandler former_handler = nullptr;

void explain(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (type == QtFatalMsg) {
        std::fputs(
            "archipelago-studio: no display to open a window on; 'archipelago demo' works in the "
            "terminal.\n",
            stderr);
        std::_Exit(1);
    }
    // What platform plugins tried before they gave up.
    if (context.category != nullptr && std::strncmp(context.category, "qt.qpa", 6) == 0) return;
    if (former_handler != nullptr) former_handler(type, context, message);
}

}  // namespace

DisplayCheck::DisplayCheck()
{
    former_handler = qInstallMessageHandler(explain);
}

DisplayCheck::~DisplayCheck()
{
    qInstallMessageHandler(former_handler);
}

}  // namespace archi::app
