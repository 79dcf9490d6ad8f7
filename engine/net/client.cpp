#include "net/client.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "net/dial.hpp"

namespace archi::net {
namespace http = beast::http;

class Client::Implementation {
public:
    Implementation(Url url, ClientOptions options)
        : url_(std::move(url)), options_(std::move(options))
    {
    }

    Result<Response> post(std::string body, std::string_view content_type)
    {
        http::request<http::string_body> request(http::verb::post, url_.target, 11);
        request.set(http::field::host, host_header(url_));
        request.set(http::field::content_type, content_type);
        if (!options_.authorization.empty())
            request.set(http::field::authorization, options_.authorization);
        request.body() = std::move(body);
        request.keep_alive(true);
        request.prepare_payload();

        // A kept connection may have been closed by the server while it was idle: only before its
        // first answered byte is it certain that nothing was done, so only then is it tried again.
        const auto was_connected = stream_.has_value();
        auto answer = exchange(request);
        if (!answer && was_connected && nothing_came_) answer = exchange(request);
        return answer;
    }

private:
    Result<Response> exchange(const http::request<http::string_body>& request)
    {
        nothing_came_ = true;
        if (!stream_) {
            auto dialled = dial(io_, url_, options_.connect_timeout);
            if (!dialled) return std::unexpected(dialled.error());
            stream_.emplace(std::move(*dialled));
            buffer_.clear();
        }

        http::response_parser<http::string_body> parser;
        parser.body_limit(options_.response_bytes);
        beast::error_code error;
        stream_->expires_after(options_.request_timeout);
        http::async_write(*stream_, request, [&](beast::error_code write_error, std::size_t) {
            error = write_error;
            if (error) return;
            http::async_read(
                *stream_, buffer_, parser,
                [&](beast::error_code read_error, std::size_t) { error = read_error; });
        });
        run_to_end(io_);
        nothing_came_ = error && error != beast::error::timeout && !parser.got_some();
        if (error || !parser.get().keep_alive()) stream_.reset();
        if (error) return cut_off(error);
        auto& message = parser.get();
        return Response{message.result_int(), std::string(message[http::field::content_type]),
                        std::move(message.body())};
    }

    [[nodiscard]] std::unexpected<Error> cut_off(const beast::error_code& error) const
    {
        if (error == http::error::body_limit)
            return failure(ErrorCode::kLimitExceeded,
                           "The answer of " + display_name(url_) + " is larger than " +
                               std::to_string(options_.response_bytes) + " bytes");
        if (error == beast::error::timeout)
            return failure(ErrorCode::kUnavailable,
                           display_name(url_) + " did not answer within " +
                               std::to_string(options_.request_timeout.count()) + " ms");
        return failure(ErrorCode::kUnavailable, "The connection to " + display_name(url_) +
                                                    " was cut off: " + error.message());
    }

    Url url_;
    ClientOptions options_;
    asio::io_context io_{1};
    std::optional<Stream> stream_;
    beast::flat_buffer buffer_;
    bool nothing_came_ = true;
};

Result<Client> Client::create(std::string_view url, ClientOptions options)
{
    auto parsed = parse_url(url);
    if (!parsed) return std::unexpected(parsed.error());
    return Client(std::make_unique<Implementation>(std::move(*parsed), std::move(options)));
}

Client::Client(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Result<Response> Client::post(std::string body, std::string_view content_type)
{
    return implementation_->post(std::move(body), content_type);
}

}  // namespace archi::net
