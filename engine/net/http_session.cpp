#include "net/http_session.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <optional>

#include "base/log.hpp"
#include "net/host_rules.hpp"
#include "net/websocket_session.hpp"
#include "net/work.hpp"

namespace archi::net {
namespace {

namespace http = beast::http;
using Parser = http::request_parser<http::string_body>;
using HttpResponse = http::response<http::string_body>;

/// A buffer that grew for one large request is given back while the connection idles.
constexpr std::size_t kIdleBufferBytes = 4096;
/// How much of a refused request is read and dropped, and how long, so that the refusal arrives
/// instead of a connection reset.
constexpr std::size_t kLingerBytes = 64U << 20U;
constexpr std::chrono::seconds kLingerTime{2};

/// The answer to a request that cannot be read; nullopt if there is nobody to answer.
std::optional<Response> refusal(const beast::error_code& error, const Limits& limits)
{
    if (error == http::error::body_limit)
        return text_response(413, "The request body is larger than the limit of " +
                                      std::to_string(limits.body_bytes) + " bytes.");
    if (error == http::error::header_limit)
        return text_response(431, "The request header is larger than the limit of " +
                                      std::to_string(limits.header_bytes) + " bytes.");
    if (error == beast::error::timeout)
        return text_response(408, "The request did not arrive in time.");
    const auto is_http = error.category() == make_error_code(http::error::bad_version).category();
    if (is_http && error != http::error::end_of_stream && error != http::error::partial_message)
        return text_response(400, "This is not an HTTP/1.1 request: " + error.message() + ".");
    return std::nullopt;
}

Request request_of(const Parser::value_type& message, const Connection& connection)
{
    Request request;
    request.method = message.method_string();
    request.target = message.target();
    request.host = message[http::field::host];
    request.origin = message[http::field::origin];
    request.content_type = message[http::field::content_type];
    request.authorization = message[http::field::authorization];
    request.peer = connection.peer;
    request.is_local_socket = connection.is_local;
    return request;
}

HttpResponse http_response(Response response)
{
    HttpResponse out(static_cast<http::status>(response.status), 11);
    out.set(http::field::content_type, response.content_type);
    out.body() = std::move(response.body);
    return out;
}

/// What a browser asks before it lets a page from another origin send its request.
HttpResponse preflight_response(const Parser::value_type& message)
{
    HttpResponse out(http::status::no_content, 11);
    out.set(http::field::access_control_allow_methods, "POST, GET, OPTIONS");
    out.set(http::field::access_control_allow_headers, "Content-Type, Authorization");
    out.set(http::field::access_control_max_age, "600");
    if (message.find("Access-Control-Request-Private-Network") != message.end())
        out.set("Access-Control-Allow-Private-Network", "true");
    return out;
}

class HttpSession {
public:
    HttpSession(std::shared_ptr<ServerCore> core, std::shared_ptr<Connection> connection)
        : core_(std::move(core)), connection_(std::move(connection)), stream_(connection_->stream)
    {
    }

    asio::awaitable<void> run()
    {
        while (!core_->is_stopping() && co_await wait_for_request())
            if (!co_await serve_one()) break;
    }

private:
    /// False when the client has gone or idled too long.
    asio::awaitable<bool> wait_for_request()
    {
        if (buffer_.size() > 0) co_return true;
        if (buffer_.capacity() > kIdleBufferBytes) buffer_.shrink_to_fit();
        connection_->is_idle = true;
        stream_.expires_after(core_->options.limits.idle_timeout);
        auto [error, count] =
            co_await stream_.async_read_some(buffer_.prepare(kIdleBufferBytes / 2), kAwait);
        connection_->is_idle = false;
        buffer_.commit(count);
        co_return !error;
    }

    /// False when the connection ends with this request.
    asio::awaitable<bool> serve_one()
    {
        const auto& limits = core_->options.limits;
        stream_.expires_after(limits.request_timeout);
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        parser.body_limit(limits.body_bytes);

        auto [header_error, header_size] =
            co_await http::async_read_header(stream_, buffer_, parser, kAwait);
        if (header_error) co_return co_await refuse(refusal(header_error, limits));
        const auto& message = parser.get();
        if (!is_host_served(message[http::field::host]))
            co_return co_await refuse(text_response(
                403,
                "This server does not answer for that Host. Call it as 127.0.0.1 or localhost, "
                "or add the name to the allowed hosts."));
        if (beast::websocket::is_upgrade(message)) {
            co_await serve_websocket(core_, connection_, request_of(message, *connection_),
                                     parser.release());
            co_return false;
        }
        if (beast::iequals(message[http::field::expect], "100-continue") &&
            !co_await ask_for_body())
            co_return false;
        auto [body_error, body_size] = co_await http::async_read(stream_, buffer_, parser, kAwait);
        if (body_error) co_return co_await refuse(refusal(body_error, limits));

        const auto keep_alive = message.keep_alive();
        auto request = request_of(message, *connection_);
        const auto origin = request.origin;
        if (message.method() == http::verb::options && !origin.empty())
            co_return co_await write(preflight_response(message), origin, keep_alive);
        request.body = std::move(parser.get().body());
        auto response = co_await handle(std::move(request));
        co_return co_await write(http_response(std::move(response)), origin, keep_alive);
    }

    [[nodiscard]] bool is_host_served(std::string_view host) const
    {
        const auto& options = core_->options;
        if (connection_->is_local || is_host_allowed(host, options.allowed_hosts)) return true;
        const auto is_v6 = options.address.find(':') != std::string::npos;
        return host_name(host) == (is_v6 ? "[" + options.address + "]" : options.address);
    }

    asio::awaitable<bool> ask_for_body()
    {
        const http::response<http::empty_body> go_on(http::status::continue_, 11);
        auto [error, count] = co_await http::async_write(stream_, go_on, kAwait);
        co_return !error;
    }

    asio::awaitable<Response> handle(Request request)
    {
        struct InFlight {
            explicit InFlight(std::atomic<std::size_t>& requests) : count(requests) { ++count; }
            InFlight(const InFlight&) = delete;
            InFlight& operator=(const InFlight&) = delete;
            ~InFlight() { --count; }
            std::atomic<std::size_t>& count;
        };
        const InFlight in_flight(core_->requests_in_flight);
        if (in_flight.count > core_->options.limits.requests_in_flight)
            co_return text_response(503, "The server is busy with too many requests; try again.");
        co_return co_await answer_of_handler(*core_, std::move(request));
    }

    /// True if the connection goes on.
    asio::awaitable<bool> write(HttpResponse response, const std::string& origin, bool keep_alive)
    {
        keep_alive = keep_alive && !core_->is_stopping();
        const auto allowed =
            origin.empty() ? "" : allowed_origin(origin, core_->options.cors_origins);
        if (!allowed.empty()) {
            response.set(http::field::access_control_allow_origin, allowed);
            response.set(http::field::vary, "Origin");
        }
        response.keep_alive(keep_alive);
        response.prepare_payload();
        stream_.expires_after(core_->options.limits.write_timeout);
        auto [error, count] = co_await http::async_write(stream_, response, kAwait);
        co_return !error && keep_alive;
    }

    /// Answers what cannot be served, if there is somebody to answer, and ends the connection.
    asio::awaitable<bool> refuse(std::optional<Response> response)
    {
        if (!response) co_return false;
        co_await write(http_response(std::move(*response)), {}, false);
        beast::error_code ignored;
        stream_.socket().shutdown(Socket::shutdown_send, ignored);
        stream_.expires_after(kLingerTime);
        buffer_.clear();
        for (std::size_t dropped = 0; dropped < kLingerBytes;) {
            auto [error, count] =
                co_await stream_.async_read_some(buffer_.prepare(64U << 10U), kAwait);
            if (error) break;
            dropped += count;
        }
        co_return false;
    }

    std::shared_ptr<ServerCore> core_;
    std::shared_ptr<Connection> connection_;
    Stream& stream_;
    beast::flat_buffer buffer_;
};

}  // namespace

asio::awaitable<void> serve_connection(std::shared_ptr<ServerCore> core,
                                       std::shared_ptr<Connection> connection)
{
    try {
        HttpSession session(core, connection);
        co_await session.run();
    } catch (const std::exception& exception) {
        // Out of memory, or a defect of the library: this connection ends, the server goes on.
        log::Logger("net").warning(std::string("a connection ended: ") + exception.what());
    }
    connection->close();
    core->leave(connection);
}

}  // namespace archi::net
