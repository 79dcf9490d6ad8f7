#pragma once
// A few transfers on the demo chain, so that a first look at the map sees something happen.

#include <QTimer>

namespace archi::app {

class Engine;

class DemoTraffic {
public:
    /// `engine` must outlive it.
    explicit DemoTraffic(Engine& engine);

    /// Sends some transfers one after the other, from the first again if called again.
    void begin();
    void end() { timer_.stop(); }

private:
    void send_next();

    Engine& engine_;
    QTimer timer_;
    std::size_t step_ = 0;
};

}  // namespace archi::app
