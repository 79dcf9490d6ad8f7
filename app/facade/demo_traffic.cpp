#include "facade/demo_traffic.hpp"

#include "base/log.hpp"
#include "facade/engine.hpp"
#include "node/demo.hpp"

namespace archi::app {

namespace {

constexpr int kBetweenTransfers = 400;  // milliseconds
constexpr std::size_t kTransfers = 60;

}  // namespace

DemoTraffic::DemoTraffic(Engine& engine) : engine_(engine)
{
    timer_.setInterval(kBetweenTransfers);
    timer_.callOnTimeout([this] { send_next(); });
}

void DemoTraffic::begin()
{
    step_ = 0;
    timer_.start();
}

void DemoTraffic::send_next()
{
    if (step_ == kTransfers) {
        timer_.stop();
        return;
    }
    engine_.query(QString::fromLatin1(node::kDemoChain), [step = step_](auto chain) {
        if (!chain || chain->state().phase != chain::Phase::kRunning) return;
        if (const auto sent = node::send_demo_transfer(*chain, step); !sent)
            log::Logger("studio", node::kDemoChain).warning(describe(sent.error()));
    });
    ++step_;
}

}  // namespace archi::app
