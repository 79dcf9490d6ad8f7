#pragma once
// The stages and fates of a transfer as QML sees them.

#include <QtQml/qqmlregistration.h>
#include <QObject>

namespace archi::app {

/// bridge::Stage: where a transfer's money is.
namespace TransferStage {
Q_NAMESPACE
QML_ELEMENT
enum Stage { Sent, Batched, Proven, Settled, Arrived };
Q_ENUM_NS(Stage)
}  // namespace TransferStage

/// bridge::Transfer::Fate
namespace TransferFate {
Q_NAMESPACE
QML_ELEMENT
enum Fate { UnderWay, Arrived, Failed, Cancelled, Returned };
Q_ENUM_NS(Fate)
}  // namespace TransferFate

}  // namespace archi::app
