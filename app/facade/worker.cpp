#include "facade/worker.hpp"

#include <utility>

namespace archi::app {

Worker::Worker() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

Worker::~Worker() = default;

void Worker::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
}

void Worker::run(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
    }
}

}  // namespace archi::app
