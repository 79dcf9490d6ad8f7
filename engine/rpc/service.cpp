#include "rpc/service.hpp"

#include <utility>

#include "rpc/dispatcher.hpp"
#include "rpc/events.hpp"

namespace archi::rpc {

class Service::Implementation {
public:
    Implementation(std::shared_ptr<chain::Chain> chain, Options options)
        : chain_(std::move(chain)),
          options_(std::move(options)),
          filters_(options_.limits),
          subscriptions_(options_.limits),
          events_(*chain_, options_.limits, filters_, subscriptions_)
    {
    }

    void handle(std::string_view body, const Caller& caller,
                const std::function<void(std::string)>& done)
    {
        const Context context{*chain_, options_, filters_, subscriptions_, caller};
        dispatch(
            context, body,
            [this](const Wait& wait, std::function<void(bool)> then) {
                return events_.wait_for(wait, std::move(then));
            },
            done);
    }

    void forget(const net::Channel& channel) { subscriptions_.remove_all(channel); }

    void stop()
    {
        events_.stop();
        subscriptions_.clear();
    }

private:
    std::shared_ptr<chain::Chain> chain_;
    Options options_;
    Filters filters_;
    Subscriptions subscriptions_;
    Events events_;
};

Service::Service(std::shared_ptr<chain::Chain> chain, Options options)
    : implementation_(std::make_unique<Implementation>(std::move(chain), std::move(options)))
{
}

Service::~Service() = default;

void Service::handle(std::string_view body, const Caller& caller,
                     const std::function<void(std::string)>& done)
{
    implementation_->handle(body, caller, done);
}

void Service::stop()
{
    implementation_->stop();
}

void Service::on_request(net::Request request, net::Responder respond)
{
    if (request.method != "POST")
        return respond(net::text_response(405,
                                          "This is the JSON-RPC address of a chain: send requests "
                                          "by POST, or open a WebSocket."));
    handle(request.body, {.from_browser = !request.origin.empty(), .channel = nullptr},
           [respond](std::string text) { respond({200, "application/json", std::move(text)}); });
}

bool Service::on_open(const std::shared_ptr<net::Channel>&)
{
    return true;
}

void Service::on_text(const std::shared_ptr<net::Channel>& channel, std::string text)
{
    handle(text, {.from_browser = !channel->opening().origin.empty(), .channel = channel},
           [channel](std::string response) {
               if (!response.empty()) channel->send(std::move(response));
           });
}

void Service::on_close(const std::shared_ptr<net::Channel>& channel)
{
    implementation_->forget(*channel);
}

}  // namespace archi::rpc
