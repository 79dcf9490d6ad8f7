// Runs every tst_*.qml of this folder.

#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QtQuickTest>

Q_IMPORT_QML_PLUGIN(Archipelago_AppPlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Archipelago_ControlsPlugin)

class Setup : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine* engine)
    {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    }
};

QUICK_TEST_MAIN_WITH_SETUP(qml, Setup)
#include "main.moc"
