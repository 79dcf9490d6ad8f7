#include "net/connection.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <cstring>

namespace archi::net {
namespace {

StreamProtocol::endpoint remote_endpoint(const Socket& socket)
{
    boost::system::error_code error;
    return socket.remote_endpoint(error);
}

std::string numeric_address(const StreamProtocol::endpoint& endpoint)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto family = endpoint.protocol().family();
    if (family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, endpoint.data(), std::min(sizeof address, endpoint.size()));
        inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
    } else if (family == AF_INET6) {
        sockaddr_in6 address{};
        std::memcpy(&address, endpoint.data(), std::min(sizeof address, endpoint.size()));
        inet_ntop(AF_INET6, &address.sin6_addr, text.data(), text.size());
    }
    return text.data();
}

bool is_unix(const Socket& socket)
{
    boost::system::error_code error;
    return socket.local_endpoint(error).protocol().family() == AF_UNIX;
}

// Answers are written whole: waiting for more to send would only delay them. Unix sockets refuse.
Socket without_delay(Socket socket)
{
    boost::system::error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    return socket;
}

}  // namespace

// `is_local` and `peer` come after `stream`, so they ask the socket the stream has taken.
Connection::Connection(Socket socket)
    : stream(without_delay(std::move(socket))),
      is_local(is_unix(stream.socket())),
      peer(is_local ? std::string{} : numeric_address(remote_endpoint(stream.socket())))
{
}

void Connection::end()
{
    if (on_end)
        on_end();
    else if (is_idle)
        close();
}

void Connection::close()
{
    stream.close();
}

}  // namespace archi::net
