#pragma once
// One stream type for TCP and Unix-domain sockets: private to this library.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/role.hpp>

namespace archi::net {

namespace asio = boost::asio;
namespace beast = boost::beast;

using StreamProtocol = asio::generic::stream_protocol;
using Socket = asio::basic_stream_socket<StreamProtocol, asio::any_io_executor>;
using Stream = beast::basic_stream<StreamProtocol, asio::any_io_executor>;
using Acceptor = asio::basic_socket_acceptor<StreamProtocol, asio::any_io_executor>;

/// Completion token: errors come back as the first element of a tuple.
inline constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

}  // namespace archi::net

// Beast knows how to end a WebSocket over TCP only, and asks for these overloads for any other
// socket; argument-dependent lookup looks here.
namespace boost::asio::generic {

inline void teardown(boost::beast::role_type, archi::net::Socket& socket,
                     boost::beast::error_code& error)
{
    socket.shutdown(archi::net::Socket::shutdown_both, error);
}

template <typename TeardownHandler>
void async_teardown(boost::beast::role_type role, archi::net::Socket& socket,
                    TeardownHandler&& handler)
{
    boost::beast::error_code error;
    teardown(role, socket, error);
    boost::asio::post(socket.get_executor(), boost::beast::bind_front_handler(
                                                 std::forward<TeardownHandler>(handler), error));
}

}  // namespace boost::asio::generic
