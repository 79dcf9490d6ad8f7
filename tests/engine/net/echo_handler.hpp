#pragma once
// Answers with what it was asked; notes what happens to its channels.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "net/handler.hpp"

namespace archi::net::tests {

class EchoHandler : public Handler {
public:
    /// "hold" keeps the responder until release(); "drop" lets it go; "throw" throws.
    void on_request(Request request, Responder respond) override
    {
        if (request.body == "throw") throw std::bad_alloc();
        if (request.body == "drop") return;
        const std::lock_guard lock(mutex_);
        if (request.body == "hold")
            held_.push_back(respond);
        else
            respond(
                {200, "text/plain", request.method + " " + request.body + " " + request.origin});
        changed_.notify_all();
    }
    bool on_open(const std::shared_ptr<Channel>& channel) override
    {
        const std::lock_guard lock(mutex_);
        if (channel->opening().origin == "http://evil.example") return false;
        channels_.push_back(channel);
        changed_.notify_all();
        return true;
    }
    void on_text(const std::shared_ptr<Channel>& channel, std::string text) override
    {
        if (text == "close")
            channel->close();
        else
            channel->send("echo " + text);
    }
    void on_close(const std::shared_ptr<Channel>&) override
    {
        const std::lock_guard lock(mutex_);
        ++closed_;
        changed_.notify_all();
    }

    void release()
    {
        const std::lock_guard lock(mutex_);
        for (const auto& respond : held_)
            respond({200, "text/plain", "held"});
        held_.clear();
    }
    /// False if it has not come so within 20 s.
    [[nodiscard]] bool wait_for_held(std::size_t count)
    {
        return wait([&] { return held_.size() == count; });
    }
    [[nodiscard]] bool wait_for_closed(int count)
    {
        return wait([&] { return closed_ == count; });
    }
    [[nodiscard]] std::shared_ptr<Channel> wait_for_channel()
    {
        return wait([&] { return !channels_.empty(); }) ? channels_.back() : nullptr;
    }

private:
    template <typename Condition>
    bool wait(Condition condition)
    {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(20), condition);
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Responder> held_;
    std::vector<std::shared_ptr<Channel>> channels_;
    int closed_ = 0;
};

}  // namespace archi::net::tests
