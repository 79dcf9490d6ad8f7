#pragma once
// Asks anew after each change: one question at a time, and a few a second at most.

#include <QTimer>
#include <functional>

namespace archi::app {

class Refresh {
public:
    /// `ask` asks without blocking; what comes back calls answered().
    explicit Refresh(std::function<void()> ask);

    /// Something changed: asks now, or as soon as it may.
    void news();
    /// Asks now; whether another answer is awaited does not count any more.
    void restart();
    void answered();

private:
    void ask();

    std::function<void()> ask_;
    QTimer pause_;  ///< runs after an answer
    bool asking_ = false;
    bool stale_ = false;  ///< something changed since the last question
};

}  // namespace archi::app
