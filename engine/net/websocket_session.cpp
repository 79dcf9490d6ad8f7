#include "net/websocket_session.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "net/work.hpp"

namespace archi::net {
namespace {

namespace http = beast::http;
namespace websocket = beast::websocket;
using Upgrade = http::request<http::string_body>;

constexpr std::chrono::seconds kHandshakeTimeout{10};
constexpr std::size_t kIdleBufferBytes = 16U << 10U;

class WebSocketSession : public std::enable_shared_from_this<WebSocketSession> {
public:
    WebSocketSession(std::shared_ptr<ServerCore> core, std::shared_ptr<Connection> connection)
        : core_(std::move(core)),
          connection_(std::move(connection)),
          socket_(connection_->stream),
          wake_(connection_->stream.get_executor())
    {
    }

    asio::awaitable<void> run(Request request, Upgrade message)
    {
        channel_ = std::make_shared<Channel>(
            std::move(request), core_->options.limits.channel_queue_bytes,
            [weak = weak_from_this(),
             executor = connection_->stream.get_executor()](bool overflow) {
                asio::post(executor, [weak, overflow] {
                    if (const auto self = weak.lock()) self->on_wake(overflow);
                });
            });
        connection_->on_end = [channel = channel_] { channel->close(); };

        if (!co_await on_work_thread(core_->pool, false, [core = core_, channel = channel_] {
                return core->handler->on_open(channel);
            })) {
            co_await refuse();
        } else {
            if (co_await accept(message)) {
                using namespace asio::experimental::awaitable_operators;
                co_await (read_messages() && write_messages());
            }
            channel_->close();
            co_await on_work_thread(core_->pool, true, [core = core_, channel = channel_] {
                core->handler->on_close(channel);
                return true;
            });
        }
        connection_->on_end = nullptr;
    }

private:
    void on_wake(bool overflow)
    {
        if (overflow) connection_->close();
        wake_.cancel();
    }

    asio::awaitable<void> refuse()
    {
        http::response<http::string_body> response(http::status::forbidden, 11);
        response.body() = "This server refuses the WebSocket.\n";
        response.keep_alive(false);
        response.prepare_payload();
        co_await http::async_write(connection_->stream, response, kAwait);
    }

    asio::awaitable<bool> accept(const Upgrade& message)
    {
        const auto& limits = core_->options.limits;
        connection_->stream.expires_never();
        websocket::stream_base::timeout timeouts{};
        timeouts.handshake_timeout = kHandshakeTimeout;
        timeouts.idle_timeout = limits.idle_timeout;
        timeouts.keep_alive_pings = true;
        socket_.set_option(timeouts);
        socket_.read_message_max(limits.body_bytes);
        socket_.auto_fragment(false);
        auto [error] = co_await socket_.async_accept(message, kAwait);
        co_return !error;
    }

    asio::awaitable<void> read_messages()
    {
        beast::flat_buffer buffer;
        while (channel_->is_open()) {
            auto [error, size] = co_await socket_.async_read(buffer, kAwait);
            if (error) break;
            auto text = beast::buffers_to_string(buffer.data());
            buffer.consume(buffer.size());
            if (buffer.capacity() > kIdleBufferBytes) buffer.shrink_to_fit();
            co_await on_work_thread(
                core_->pool, true,
                [core = core_, channel = channel_, text = std::move(text)]() mutable {
                    core->handler->on_text(channel, std::move(text));
                    return true;
                });
        }
        channel_->close();
    }

    asio::awaitable<void> write_messages()
    {
        for (;;) {
            if (const auto text = channel_->take()) {
                auto [error, size] = co_await socket_.async_write(asio::buffer(*text), kAwait);
                if (error) break;
            } else if (channel_->is_open()) {
                wake_.expires_at(asio::steady_timer::time_point::max());
                co_await wake_.async_wait(kAwait);
            } else {
                if (socket_.is_open())
                    co_await socket_.async_close(websocket::close_code::normal, kAwait);
                break;
            }
        }
        channel_->close();
        connection_->close();
    }

    std::shared_ptr<ServerCore> core_;
    std::shared_ptr<Connection> connection_;
    websocket::stream<Stream&> socket_;
    asio::steady_timer wake_;
    std::shared_ptr<Channel> channel_;
};

}  // namespace

asio::awaitable<void> serve_websocket(std::shared_ptr<ServerCore> core,
                                      std::shared_ptr<Connection> connection, Request request,
                                      Upgrade message)
{
    const auto session = std::make_shared<WebSocketSession>(core, connection);
    co_await session->run(std::move(request), std::move(message));
}

}  // namespace archi::net
