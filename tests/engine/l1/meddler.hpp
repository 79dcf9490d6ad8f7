#pragma once
// An L1 behind somebody who changes what it says.

#include <functional>
#include <mutex>

#include "engine/l1/shore.hpp"
#include "net/client.hpp"

namespace archi::test {

/// Hands requests on and answers back, changed by a function that a test may exchange meanwhile.
class Meddler {
public:
    /// Gets request and honest answer, gives what the asker hears.
    using Lie = std::function<std::string(const std::string& request, std::string answer)>;

    explicit Meddler(std::string url)
        : between_(std::make_shared<Between>(std::move(url))),
          server_(net::Server::start(pool_, {}, between_).value())
    {
    }
    [[nodiscard]] std::string url() const
    {
        return "http://127.0.0.1:" + std::to_string(server_->port());
    }
    [[nodiscard]] l1::Client client() const { return l1::Client::create(url()).value(); }
    void tell(Lie lie)
    {
        const std::scoped_lock lock(between_->mutex);
        between_->lie = std::move(lie);
    }

private:
    struct Between final : net::Handler {
        explicit Between(std::string honest) : url(std::move(honest)) {}

        void on_request(net::Request request, net::Responder respond) override
        {
            const auto answer = net::Client::create(url)->post(request.body);
            const std::scoped_lock lock(mutex);
            auto text = answer ? answer->body : "";
            respond({.status = 200, .body = lie ? lie(request.body, std::move(text)) : text});
        }
        bool on_open(const std::shared_ptr<net::Channel>&) override { return false; }
        void on_text(const std::shared_ptr<net::Channel>&, std::string) override {}
        void on_close(const std::shared_ptr<net::Channel>&) override {}

        const std::string url;
        std::mutex mutex;
        Lie lie;
    };
    net::Pool pool_;
    std::shared_ptr<Between> between_;
    std::unique_ptr<net::Server> server_;
};

/// Does `request` call this method?
inline bool asks(const std::string& request, const char* method)
{
    return request.find(std::string("\"") + method + '"') != std::string::npos;
}

/// `text` with every `from` as `to`; the same length, or a JSON text may not fit any more.
inline std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace archi::test
