#pragma once
// SIGTERM, SIGINT and SIGHUP as calls on the window's thread.

#include <QSocketNotifier>
#include <functional>
#include <memory>

namespace archi::app {

/// One at a time, while an application object exists.
class EndSignals {
public:
    explicit EndSignals(std::function<void()> on_signal);
    /// Signals end the process again.
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

private:
    std::unique_ptr<QSocketNotifier> notifier_;
};

}  // namespace archi::app
