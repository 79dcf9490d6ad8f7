#pragma once
// What a person chose for this studio, kept between starts.

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QSettings>

#include "facade/system_appearance.hpp"

namespace archi::app {

class Preferences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Appearance appearance READ appearance WRITE setAppearance NOTIFY appearanceChanged)
    /// The theme that follows from the appearance and, if that is System, from the desktop.
    Q_PROPERTY(bool dark READ dark NOTIFY appearanceChanged)
    /// Pixels added to every size of text, -2 to 6.
    Q_PROPERTY(int textOffset READ textOffset WRITE setTextOffset NOTIFY textOffsetChanged)
    Q_PROPERTY(
        bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
    Q_PROPERTY(bool narrowRail READ narrowRail WRITE setNarrowRail NOTIFY narrowRailChanged)
    /// The map shows a list instead of islands.
    Q_PROPERTY(bool mapAsList READ mapAsList WRITE setMapAsList NOTIFY mapAsListChanged)

public:
    enum Appearance { System, Dark, Light };
    Q_ENUM(Appearance)

    static constexpr int kSmallestText = -2;
    static constexpr int kLargestText = 6;

    explicit Preferences(QObject* parent = nullptr);

    [[nodiscard]] Appearance appearance() const { return appearance_; }
    void setAppearance(Appearance appearance);
    [[nodiscard]] bool dark() const;
    [[nodiscard]] int textOffset() const { return text_offset_; }
    void setTextOffset(int offset);
    [[nodiscard]] bool reducedMotion() const { return reduced_motion_; }
    void setReducedMotion(bool reduced);
    [[nodiscard]] bool narrowRail() const { return narrow_rail_; }
    void setNarrowRail(bool narrow);
    [[nodiscard]] bool mapAsList() const { return map_as_list_; }
    void setMapAsList(bool list);

Q_SIGNALS:
    void appearanceChanged();
    void textOffsetChanged();
    void reducedMotionChanged();
    void narrowRailChanged();
    void mapAsListChanged();

private:
    QSettings settings_;
    SystemAppearance system_;
    Appearance appearance_ = System;
    int text_offset_ = 0;
    bool reduced_motion_ = false;
    bool narrow_rail_ = false;
    bool map_as_list_ = false;
};

}  // namespace archi::app
