#include "net/dial.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <optional>
#include <vector>

namespace archi::net {
namespace {

using ErrorValue = boost::system::error_code;

std::vector<StreamProtocol::endpoint> endpoints_of(asio::io_context& io, const Url& url,
                                                   ErrorValue& error)
{
    if (!url.unix_path.empty()) {
        try {
            return {
                StreamProtocol::endpoint(asio::local::stream_protocol::endpoint(url.unix_path))};
        } catch (const boost::system::system_error& too_long) {
            error = too_long.code();
            return {};
        }
    }
    std::vector<StreamProtocol::endpoint> endpoints;
    asio::ip::tcp::resolver resolver(io);
    for (const auto& entry : resolver.resolve(url.host, std::to_string(url.port), error))
        endpoints.emplace_back(entry.endpoint());
    return endpoints;
}

}  // namespace

void run_to_end(asio::io_context& io)
{
    io.restart();
    io.run();
}

Result<Stream> dial(asio::io_context& io, const Url& url, std::chrono::milliseconds timeout)
{
    ErrorValue error;
    for (const auto& endpoint : endpoints_of(io, url, error)) {
        Stream stream(io.get_executor());
        stream.expires_after(timeout);
        stream.async_connect(endpoint, [&](ErrorValue outcome) { error = outcome; });
        run_to_end(io);
        if (error) continue;
        ErrorValue ignored;  // Unix sockets have no such option
        stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
        stream.expires_never();
        return stream;
    }
    return failure(ErrorCode::kUnavailable, "Nobody answers at " + display_name(url) + " (" +
                                                error.message() + "); is it running?");
}

std::string host_header(const Url& url)
{
    if (!url.unix_path.empty()) return "localhost";
    const auto is_v6 = url.host.find(':') != std::string::npos;
    return (is_v6 ? "[" + url.host + "]" : url.host) + ":" + std::to_string(url.port);
}

std::string display_name(const Url& url)
{
    return url.unix_path.empty() ? host_header(url) : url.unix_path;
}

}  // namespace archi::net
