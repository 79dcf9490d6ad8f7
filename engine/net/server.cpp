#include "net/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/strand.hpp>
#include <cstring>

#include "net/listener.hpp"
#include "net/pool_implementation.hpp"

namespace archi::net {
namespace {

constexpr milliseconds kDrainTime{5'000};

std::uint16_t port_of(const Acceptor& acceptor)
{
    const auto endpoint = acceptor.local_endpoint();
    const auto family = endpoint.protocol().family();
    if (family != AF_INET && family != AF_INET6) return 0;
    // sockaddr_in and sockaddr_in6 have the port at the same place.
    sockaddr_in address{};
    std::memcpy(&address, endpoint.data(), std::min(sizeof address, endpoint.size()));
    return ntohs(address.sin_port);
}

}  // namespace

class Server::Implementation {
public:
    Implementation(Pool& pool, ServerOptions options, std::shared_ptr<Handler> handler,
                   Acceptor acceptor)
        : core_(std::make_shared<ServerCore>(pool, std::move(options), std::move(handler))),
          acceptor_(std::make_shared<Acceptor>(std::move(acceptor))),
          port_(port_of(*acceptor_))
    {
        core_->accepting(true);
        asio::co_spawn(
            acceptor_->get_executor(),
            accept_connections(core_, acceptor_, pool.implementation().io.get_executor()),
            asio::detached);
    }

    void stop()
    {
        if (stopped_) return;
        stopped_ = true;
        asio::post(acceptor_->get_executor(), [acceptor = acceptor_] {
            boost::system::error_code ignored;
            acceptor->close(ignored);
        });
        if (const auto& path = core_->options.unix_path; !path.empty()) ::unlink(path.c_str());
        core_->begin_stop();
        while (!core_->wait_until_empty(kDrainTime))
            core_->close_all();
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::size_t connections() const { return core_->connections(); }

private:
    std::shared_ptr<ServerCore> core_;
    std::shared_ptr<Acceptor> acceptor_;
    std::uint16_t port_;
    bool stopped_ = false;
};

Result<std::unique_ptr<Server>> Server::start(Pool& pool, ServerOptions options,
                                              std::shared_ptr<Handler> handler)
{
    const asio::any_io_executor strand = asio::make_strand(pool.implementation().io.get_executor());
    auto acceptor = listen(strand, options);
    if (!acceptor) return std::unexpected(acceptor.error());
    return std::unique_ptr<Server>(new Server(std::make_unique<Implementation>(
        pool, std::move(options), std::move(handler), std::move(*acceptor))));
}

Server::Server(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

// If stopping throws, ending the program is right: its threads would outlive their server.
// NOLINTNEXTLINE(bugprone-exception-escape)
Server::~Server()
{
    stop();
}

std::uint16_t Server::port() const
{
    return implementation_->port();
}

std::size_t Server::connections() const
{
    return implementation_->connections();
}

void Server::stop()
{
    implementation_->stop();
}

}  // namespace archi::net
