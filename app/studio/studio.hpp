#pragma once
// The studio's window over one world: what main starts and what journeys drive.

#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <filesystem>
#include <memory>

#include "facade/engine.hpp"

namespace archi::app {

/// Once, before the application object: names, and antialiasing where a GPU draws.
void prepare_application();

class Studio {
public:
    /// Loads the window over `world` (empty: the default world). After its first frame the world is
    /// opened. Needs the application object; window() is null if the QML could not be loaded.
    explicit Studio(const std::filesystem::path& world);

    [[nodiscard]] QQuickWindow* window() const { return window_; }
    [[nodiscard]] Engine* engine() const { return engine_; }
    [[nodiscard]] QQmlApplicationEngine& qml() { return qml_; }

private:
    QQmlApplicationEngine qml_;
    Engine* engine_ = nullptr;
    QQuickWindow* window_ = nullptr;
};

}  // namespace archi::app
