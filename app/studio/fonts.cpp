#include "studio/fonts.hpp"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>

namespace archi::app {

void set_up_fonts()
{
    const auto general = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    const auto fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    const auto inter = QStringLiteral("Inter");
    QFont::insertSubstitutions(QStringLiteral("Inter Display"), {inter, general});
    QFont::insertSubstitution(inter, general);
    QFont::insertSubstitution(QStringLiteral("JetBrains Mono"), fixed);

    QFont font(inter);
    font.setPixelSize(14);
    QGuiApplication::setFont(font);
}

}  // namespace archi::app
