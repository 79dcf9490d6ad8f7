#include "net/channel.hpp"

#include <atomic>
#include <utility>

namespace archi::net {
namespace {

std::uint64_t next_id()
{
    static std::atomic<std::uint64_t> counter{0};
    return ++counter;
}

}  // namespace

Channel::Channel(Request opening, std::size_t max_queued_bytes, std::function<void(bool)> wake)
    : id_(next_id()),
      opening_(std::move(opening)),
      max_queued_bytes_(max_queued_bytes),
      wake_(std::move(wake))
{
}

bool Channel::send(std::string text)
{
    bool accepted = false;
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return false;
        accepted = queued_bytes_ + text.size() <= max_queued_bytes_;
        if (accepted) {
            queued_bytes_ += text.size();
            queue_.push_back(std::move(text));
        } else {
            closed_ = true;
            queue_.clear();
            queued_bytes_ = 0;
        }
    }
    wake_(!accepted);
    return accepted;
}

void Channel::close()
{
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return;
        closed_ = true;
    }
    wake_(false);
}

bool Channel::is_open() const
{
    const std::lock_guard lock(mutex_);
    return !closed_;
}

std::optional<std::string> Channel::take()
{
    const std::lock_guard lock(mutex_);
    if (queue_.empty()) return std::nullopt;
    auto text = std::move(queue_.front());
    queue_.pop_front();
    queued_bytes_ -= text.size();
    return text;
}

}  // namespace archi::net
