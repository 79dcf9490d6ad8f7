#include "node/placement.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <limits>

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

}  // namespace

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

Result<std::uint16_t> free_port(const std::string& host, const std::set<std::uint16_t>& taken)
{
    for (std::uint32_t port = kFirstRpcPort; port <= std::numeric_limits<std::uint16_t>::max();
         ++port) {
        const auto candidate = static_cast<std::uint16_t>(port);
        if (!taken.contains(candidate) && is_port_free(host, candidate)) return candidate;
    }
    return failure(ErrorCode::kBusy,
                   "no free port on " + host + " from " + std::to_string(kFirstRpcPort) + " on");
}

}  // namespace archi::node
