#include "node/placement.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <limits>

#include "node/world.hpp"

namespace archi::node {
namespace {

/// Binds and closes again. With SO_REUSEADDR, as servers do, so that a port that lingers in
/// TIME_WAIT counts as free.
template <typename SocketAddress>
bool can_bind(int family, const SocketAddress& address)
{
    const int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return false;
    const int yes = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const bool bound =
        bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        listen(descriptor, 1) == 0;
    close(descriptor);
    return bound;
}

chain::Config demo_config()
{
    chain::Config config;
    config.fee_collector = test_accounts().back().address;
    for (const auto& account : test_accounts())
        config.genesis.emplace_back(account.address, test_balance());
    return config;
}

}  // namespace

const u256& test_balance()
{
    static const u256 balance = u256{10'000} * u256{1'000'000'000'000'000'000};
    return balance;
}

std::uint64_t free_chain_id(const std::set<std::uint64_t>& taken)
{
    auto id = kFirstChainId;
    while (taken.contains(id))
        ++id;
    return id;
}

bool is_port_free(const std::string& host, std::uint16_t port)
{
    sockaddr_in ipv4{};
    if (inet_pton(AF_INET, host.c_str(), &ipv4.sin_addr) == 1) {
        ipv4.sin_family = AF_INET;
        ipv4.sin_port = htons(port);
        return can_bind(AF_INET, ipv4);
    }
    sockaddr_in6 ipv6{};
    if (inet_pton(AF_INET6, host.c_str(), &ipv6.sin6_addr) == 1) {
        ipv6.sin6_family = AF_INET6;
        ipv6.sin6_port = htons(port);
        return can_bind(AF_INET6, ipv6);
    }
    return false;
}

Result<std::uint16_t> free_port(const std::string& host, const std::set<std::uint16_t>& taken,
                                std::uint16_t first)
{
    for (std::uint32_t port = first; port <= std::numeric_limits<std::uint16_t>::max(); ++port) {
        const auto candidate = static_cast<std::uint16_t>(port);
        if (!taken.contains(candidate) && is_port_free(host, candidate)) return candidate;
    }
    return failure(ErrorCode::kBusy,
                   "no free port on " + host + " from " + std::to_string(first) + " on");
}

Result<chain::Config> place(const ChainRequest& request, const Roster& roster,
                            const std::optional<chain::Config>& base)
{
    const auto ids = roster.chain_ids();
    const auto ports = roster.rpc_ports();
    auto config = base ? *base : demo_config();
    config.name = request.name;
    config.data_mode = request.data_mode;
    config.chain_id = request.chain_id.value_or(free_chain_id(ids));
    if (request.block_time) config.block_time = *request.block_time;
    config.rpc_port = request.rpc_port.value_or(0);
    if (auto valid = chain::validate(config); !valid) return std::unexpected(valid.error());
    if (roster.is_taken(config.name))
        return failure(ErrorCode::kAlreadyExists, "there is a chain '" + printable(config.name) +
                                                      "' already; choose another name");
    if (ids.contains(config.chain_id))
        return failure(ErrorCode::kAlreadyExists,
                       "chain id " + std::to_string(config.chain_id) +
                           " is taken by another chain of this world; choose another one");
    if (request.rpc_port && ports.contains(*request.rpc_port))
        return failure(ErrorCode::kBusy, "port " + std::to_string(*request.rpc_port) +
                                             " belongs to another chain of this world");
    if (!request.rpc_port) {
        const auto port = free_port(config.rpc_host, ports);
        if (!port) return std::unexpected(port.error());
        config.rpc_port = *port;
    }
    return config;
}

}  // namespace archi::node
