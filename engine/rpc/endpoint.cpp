#include "rpc/endpoint.hpp"

#include "net/server.hpp"
#include "rpc/service.hpp"

namespace archi::rpc {

class Endpoint::Implementation {
public:
    Implementation(std::shared_ptr<Service> service, std::unique_ptr<net::Server> server)
        : service_(std::move(service)), server_(std::move(server))
    {
    }
    ~Implementation()
    {
        service_->stop();
        server_->stop();
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

private:
    std::shared_ptr<Service> service_;
    std::unique_ptr<net::Server> server_;
};

Endpoint::Endpoint(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}

Endpoint::~Endpoint() = default;

Result<std::unique_ptr<Endpoint>> Endpoint::start(net::Pool& pool,
                                                  std::shared_ptr<chain::Chain> chain)
{
    net::ServerOptions where;
    where.address = chain->config().rpc_host;
    where.port = chain->config().rpc_port;
    auto service = std::make_shared<Service>(
        std::move(chain), Options{.client_version = "Archipelago/" ARCHI_VERSION, .limits = {}});
    auto server = net::Server::start(pool, std::move(where), service);
    if (!server) return std::unexpected(server.error());
    return std::unique_ptr<Endpoint>(
        new Endpoint(std::make_unique<Implementation>(std::move(service), std::move(*server))));
}

}  // namespace archi::rpc
