#pragma once
// The engine's enumerations as QML sees them.

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "chain/config.hpp"
#include "chain/status.hpp"

namespace archi::app {

/// chain::Phase
namespace ChainState {
Q_NAMESPACE
QML_ELEMENT
enum State { Stopped, Starting, Running, Degraded, Stopping, Failed };
Q_ENUM_NS(State)
}  // namespace ChainState

/// chain::DataMode: where a chain's data lives.
namespace DataMode {
Q_NAMESPACE
QML_ELEMENT
enum Mode { Rollup, Validium };
Q_ENUM_NS(Mode)
}  // namespace DataMode

/// How far a batch is: node::BatchStage, and the one that is not sealed yet.
namespace BatchStage {
Q_NAMESPACE
QML_ELEMENT
enum Stage { Open, Sealed, Committed, Accepted, Executed };
Q_ENUM_NS(Stage)
}  // namespace BatchStage

/// A transaction on the L1: what it did to a batch.
namespace BatchStep {
Q_NAMESPACE
QML_ELEMENT
enum Step { Commit, Prove, Execute, Revert };
Q_ENUM_NS(Step)
}  // namespace BatchStep

[[nodiscard]] constexpr ChainState::State to_qml(chain::Phase phase)
{
    switch (phase) {
        case chain::Phase::kStopped:
            return ChainState::Stopped;
        case chain::Phase::kStarting:
            return ChainState::Starting;
        case chain::Phase::kRunning:
            return ChainState::Running;
        case chain::Phase::kDegraded:
            return ChainState::Degraded;
        case chain::Phase::kStopping:
            return ChainState::Stopping;
        case chain::Phase::kFailed:
            return ChainState::Failed;
    }
    return ChainState::Failed;
}

[[nodiscard]] constexpr DataMode::Mode to_qml(chain::DataMode mode)
{
    return mode == chain::DataMode::kValidium ? DataMode::Validium : DataMode::Rollup;
}

}  // namespace archi::app
