#include "net/websocket_client.hpp"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "net/dial.hpp"

namespace archi::net {
namespace websocket = beast::websocket;

class WebSocketClient::Implementation {
public:
    Implementation(std::unique_ptr<asio::io_context> io, Url url, Stream stream)
        : io_(std::move(io)), url_(std::move(url)), socket_(std::move(stream))
    {
    }

    Result<void> handshake(std::string_view origin, std::chrono::milliseconds timeout)
    {
        socket_.set_option(websocket::stream_base::decorator(
            [origin = std::string(origin)](websocket::request_type& request) {
                if (!origin.empty()) request.set(beast::http::field::origin, origin);
            }));
        beast::get_lowest_layer(socket_).expires_after(timeout);
        websocket::response_type response;
        socket_.async_handshake(response, host_header(url_), url_.target,
                                [this](beast::error_code error) { error_ = error; });
        run_to_end(*io_);
        if (error_ == websocket::error::upgrade_declined)
            return failure(ErrorCode::kPermission, display_name(url_) +
                                                       " refuses the WebSocket with status " +
                                                       std::to_string(response.result_int()));
        return outcome();
    }

    Result<void> send(std::string_view text)
    {
        beast::get_lowest_layer(socket_).expires_after(std::chrono::seconds(60));
        socket_.async_write(asio::buffer(text),
                            [this](beast::error_code error, std::size_t) { error_ = error; });
        run_to_end(*io_);
        return outcome();
    }

    Result<std::string> receive(std::chrono::milliseconds timeout)
    {
        beast::flat_buffer buffer;
        beast::get_lowest_layer(socket_).expires_after(timeout);
        socket_.async_read(buffer,
                           [this](beast::error_code error, std::size_t) { error_ = error; });
        run_to_end(*io_);
        if (auto done = outcome(); !done) return std::unexpected(done.error());
        return beast::buffers_to_string(buffer.data());
    }

private:
    [[nodiscard]] Result<void> outcome() const
    {
        if (!error_) return {};
        return failure(ErrorCode::kUnavailable,
                       "The WebSocket to " + display_name(url_) + " ended: " + error_.message());
    }

    std::unique_ptr<asio::io_context> io_;
    Url url_;
    websocket::stream<Stream> socket_;
    beast::error_code error_;
};

Result<WebSocketClient> WebSocketClient::connect(std::string_view url, std::string_view origin,
                                                 std::chrono::milliseconds timeout)
{
    auto parsed = parse_url(url);
    if (!parsed) return std::unexpected(parsed.error());
    auto io = std::make_unique<asio::io_context>(1);
    auto stream = dial(*io, *parsed, timeout);
    if (!stream) return std::unexpected(stream.error());
    WebSocketClient client(
        std::make_unique<Implementation>(std::move(io), std::move(*parsed), std::move(*stream)));
    if (auto shaken = client.implementation_->handshake(origin, timeout); !shaken)
        return std::unexpected(shaken.error());
    return client;
}

WebSocketClient::WebSocketClient(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}
WebSocketClient::~WebSocketClient() = default;
WebSocketClient::WebSocketClient(WebSocketClient&&) noexcept = default;
WebSocketClient& WebSocketClient::operator=(WebSocketClient&&) noexcept = default;

Result<void> WebSocketClient::send(std::string_view text)
{
    return implementation_->send(text);
}

Result<std::string> WebSocketClient::receive(std::chrono::milliseconds timeout)
{
    return implementation_->receive(timeout);
}

}  // namespace archi::net
