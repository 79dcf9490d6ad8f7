#include "iop/host/parallel.hpp"

#include <algorithm>

namespace archi::iop {

Workers::Workers(unsigned threads)
{
    for (unsigned i = 1; i < threads; ++i)
        threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
}

Workers::~Workers() = default;

void Workers::take_part(std::unique_lock<std::mutex>& lock)
{
    while (loop_.next < loop_.count) {
        const auto begin = loop_.next;
        const auto end = loop_.next = std::min(loop_.count, begin + loop_.grain);
        const auto& body = *loop_.body;
        ++running_;
        lock.unlock();
        body(begin, end);
        lock.lock();
        --running_;
    }
}

void Workers::serve(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, stop, [this] { return loop_.next < loop_.count; })) {
        take_part(lock);
        if (running_ == 0) done_.notify_all();
    }
}

void Workers::for_ranges(std::size_t count, std::size_t grain,
                         const std::function<void(std::size_t, std::size_t)>& body)
{
    grain = std::max<std::size_t>(grain, 1);
    if (threads_.empty() || count <= grain) {
        for (std::size_t begin = 0; begin < count; begin += grain)
            body(begin, std::min(count, begin + grain));
        return;
    }
    std::unique_lock lock(mutex_);
    loop_ = {.body = &body, .count = count, .grain = grain};
    wake_.notify_all();
    take_part(lock);
    done_.wait(lock, [this] { return running_ == 0; });
}

}  // namespace archi::iop
