#include "engine/net/raw_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace archi::net::tests {

RawSocket::RawSocket(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(descriptor_);
        descriptor_ = -1;
    }
}

RawSocket::~RawSocket()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

RawSocket::RawSocket(RawSocket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1))
{
}

bool RawSocket::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string RawSocket::receive_until_closed() const
{
    return receive_until({});
}

std::string RawSocket::receive_until(std::string_view ending) const
{
    std::string received;
    std::array<char, 65536> chunk{};
    while (ending.empty() || !received.ends_with(ending)) {
        pollfd waiting{descriptor_, POLLIN, 0};
        if (::poll(&waiting, 1, 20'000) != 1) return received + "<nothing for 20 s>";
        const auto count = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
        if (count <= 0) break;
        received.append(chunk.data(), static_cast<std::size_t>(count));
    }
    return received;
}

std::string post_request(std::string_view body, std::string_view host,
                         std::string_view more_headers)
{
    return "POST / HTTP/1.1\r\nHost: " + std::string(host) +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string(more_headers) + "\r\n" + std::string(body);
}

}  // namespace archi::net::tests
