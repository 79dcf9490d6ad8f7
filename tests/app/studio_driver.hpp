#pragma once
// Drives the studio's real window: finds what is shown, presses keys, clicks, takes pictures.

#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QtTest>

#include "facade/preferences.hpp"
#include "studio/studio.hpp"

namespace archi::test {

inline constexpr int kPatience = 30'000;  // milliseconds; only a defect takes so long

class StudioDriver {
public:
    explicit StudioDriver(const QString& world) : studio(world.toStdString())
    {
        preferences = studio.qml().singletonInstance<app::Preferences*>(
            qmlTypeId("Archipelago.App", 1, 0, "Preferences"));
        preferences->setReducedMotion(true);
        preferences->setAppearance(app::Preferences::Dark);
    }

    [[nodiscard]] QQuickWindow* window() const { return studio.window(); }
    [[nodiscard]] app::Engine* engine() const { return studio.engine(); }

    static QList<QQuickItem*> items(QQuickItem* root)
    {
        QList<QQuickItem*> all{root};
        for (auto* child : root->childItems())
            all << items(child);
        return all;
    }
    /// Shown items only.
    [[nodiscard]] QList<QQuickItem*> shown() const
    {
        QList<QQuickItem*> found;
        for (auto* item : items(window()->contentItem()))
            if (item->isVisible()) found << item;
        return found;
    }
    [[nodiscard]] QQuickItem* find(const char* name) const
    {
        for (auto* item : shown())
            if (item->objectName() == QLatin1String(name)) return item;
        return nullptr;
    }
    [[nodiscard]] QList<QQuickItem*> find_text(const QString& text) const
    {
        QList<QQuickItem*> found;
        for (auto* item : shown())
            if (item->property("text").toString() == text) found << item;
        return found;
    }

    void go(const char* route) const
    {
        auto* router = window()->findChild<QObject*>(QStringLiteral("router"));
        QVERIFY(router != nullptr);
        QVERIFY(
            QMetaObject::invokeMethod(router, "go", Q_ARG(QString, QString::fromLatin1(route))));
        static_cast<void>(window()->grabWindow());  // lays the room out
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(window(), key, modifiers);
        QCoreApplication::processEvents();
    }
    void type(const char* text) const
    {
        for (const auto* character = text; *character != '\0'; ++character)
            QTest::keyClick(window(), *character);
    }
    [[nodiscard]] static QPoint centre(const QQuickItem* item)
    {
        return item->mapToScene({item->width() / 2, item->height() / 2}).toPoint();
    }
    void click(const char* name) const
    {
        auto* item = find(name);
        QVERIFY2(item != nullptr, name);
        QTest::mouseClick(window(), Qt::LeftButton, {}, centre(item));
    }
    void click_text(const QString& text) const
    {
        const auto found = find_text(text);
        QVERIFY2(!found.isEmpty(), qPrintable(text));
        QTest::mouseClick(window(), Qt::LeftButton, {}, centre(found.constFirst()));
    }

    // A button or tab, where other things say the same.
    void click_button(const QString& text) const
    {
        for (auto* item : find_text(text)) {
            if (!item->inherits("QQuickAbstractButton")) continue;
            QTest::mouseClick(window(), Qt::LeftButton, {}, centre(item));
            return;
        }
        QFAIL(qPrintable(text));
    }

    // The window as it is, light and dark, in the folder for screenshots.
    void shoot(const char* name) const
    {
        QVERIFY(QDir().mkpath(QStringLiteral(ARCHI_SCREENSHOTS_DIR)));
        const auto scale = qRound(window()->devicePixelRatio() * 100);
        for (const auto appearance : {app::Preferences::Light, app::Preferences::Dark}) {
            preferences->setAppearance(appearance);
            QTest::qWait(150);
            const auto image = window()->grabWindow();
            QVERIFY(image.width() >= 700 * scale / 100);
            QVERIFY(image.save(
                QStringLiteral("%1/%2-%3-%4.png")
                    .arg(QStringLiteral(ARCHI_SCREENSHOTS_DIR), QString::fromLatin1(name),
                         appearance == app::Preferences::Dark ? QStringLiteral("dark")
                                                              : QStringLiteral("light"))
                    .arg(scale)));
        }
    }

    app::Studio studio;
    app::Preferences* preferences = nullptr;
};

/// main() of a test that drives the studio: settings of its own, nobody's else.
template <typename Test>
int run_studio_test(int argc, char* argv[])
{
    app::prepare_application();
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    const QGuiApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

}  // namespace archi::test
