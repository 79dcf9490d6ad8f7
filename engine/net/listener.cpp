#include "net/listener.hpp"

#include <sys/stat.h>
#include <sys/un.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include "net/http_session.hpp"

namespace archi::net {
namespace {

using ErrorValue = boost::system::error_code;

ErrorCode code_of(const ErrorValue& error)
{
    if (error == asio::error::address_in_use) return ErrorCode::kBusy;
    if (error == asio::error::access_denied) return ErrorCode::kPermission;
    if (error == boost::system::errc::address_not_available) return ErrorCode::kInvalidArgument;
    return ErrorCode::kInternal;
}

const char* cure_for(ErrorCode code)
{
    switch (code) {
        case ErrorCode::kBusy:
            return "another program listens there; stop it, or choose another port";
        case ErrorCode::kPermission:
            return "this user may not use that address; choose a port above 1023";
        case ErrorCode::kInvalidArgument:
            return "this machine has no such address; use 127.0.0.1 or one of its own";
        default:
            return "the system refused";
    }
}

std::unexpected<Error> cannot_listen(const std::string& where, const ErrorValue& error)
{
    const auto code = code_of(error);
    return failure(
        code, "Cannot listen on " + where + ": " + cure_for(code) + " (" + error.message() + ")");
}

Result<Acceptor> listen_tcp(const asio::any_io_executor& io, const ServerOptions& options)
{
    ErrorValue error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error)
        return failure(ErrorCode::kInvalidArgument,
                       "\"" + options.address +
                           "\" is not a numeric IP address to listen on; "
                           "127.0.0.1 is this machine only, 0.0.0.0 every network it is on");

    const asio::ip::tcp::endpoint endpoint(address, options.port);
    Acceptor acceptor(io);
    acceptor.open(StreamProtocol(endpoint.protocol()), error);
    // After a restart the old connections may linger; they do not own the port.
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(StreamProtocol::endpoint(endpoint), error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return cannot_listen((address.is_v6() ? "[" + options.address + "]" : options.address) +
                                 ":" + std::to_string(options.port),
                             error);
    return acceptor;
}

/// A socket file that nobody serves any more is removed; kBusy if somebody does.
Result<void> remove_stale_socket(const asio::any_io_executor& io, const std::string& path)
{
    struct stat status{};
    if (lstat(path.c_str(), &status) != 0) return {};
    if (!S_ISSOCK(status.st_mode))
        return failure(ErrorCode::kAlreadyExists,
                       "Cannot listen on " + path + ": a file of that name is there; move it away");

    ErrorValue error;
    asio::basic_stream_socket<asio::local::stream_protocol, asio::any_io_executor> probe(io);
    probe.connect(asio::local::stream_protocol::endpoint(path), error);
    if (!error) return cannot_listen(path, asio::error::address_in_use);
    ::unlink(path.c_str());
    return {};
}

Result<Acceptor> listen_unix(const asio::any_io_executor& io, const std::string& path)
{
    if (path.size() >= sizeof(sockaddr_un::sun_path))
        return failure(ErrorCode::kInvalidArgument,
                       "Cannot listen on " + path + ": the path of a socket has at most " +
                           std::to_string(sizeof(sockaddr_un::sun_path) - 1) +
                           " bytes; use a folder with a shorter path");
    if (auto removed = remove_stale_socket(io, path); !removed)
        return std::unexpected(removed.error());

    const asio::local::stream_protocol::endpoint endpoint(path);
    ErrorValue error;
    Acceptor acceptor(io);
    acceptor.open(StreamProtocol(endpoint.protocol()), error);
    // Before bind, so that at no moment anybody else may connect.
    if (!error) ::fchmod(acceptor.native_handle(), S_IRUSR | S_IWUSR);
    if (!error) acceptor.bind(StreamProtocol::endpoint(endpoint), error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return cannot_listen(path, error);
    return acceptor;
}

bool is_passing(const ErrorValue& error)
{
    using namespace boost::system::errc;
    return error == too_many_files_open || error == too_many_files_open_in_system ||
           error == not_enough_memory || error == no_buffer_space || error == connection_aborted;
}

}  // namespace

Result<Acceptor> listen(const asio::any_io_executor& io, const ServerOptions& options)
{
    return options.unix_path.empty() ? listen_tcp(io, options)
                                     : listen_unix(io, options.unix_path.string());
}

asio::awaitable<void> accept_connections(std::shared_ptr<ServerCore> core,
                                         std::shared_ptr<Acceptor> acceptor,
                                         asio::any_io_executor io)
{
    while (acceptor->is_open()) {
        const asio::any_io_executor strand = asio::make_strand(io);
        auto [error, socket] = co_await acceptor->async_accept(strand, kAwait);
        if (!error) {
            if (auto connection = core->admit(std::move(socket)))
                asio::co_spawn(strand, serve_connection(core, connection), asio::detached);
        } else if (is_passing(error)) {
            asio::steady_timer pause(acceptor->get_executor(), std::chrono::milliseconds(100));
            co_await pause.async_wait(kAwait);
        }
    }
    core->accepting(false);
}

}  // namespace archi::net
