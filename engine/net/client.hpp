#pragma once
// A plain blocking HTTP client: for the command line, tests and benchmarks.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "net/message.hpp"

namespace archi::net {

struct ClientOptions {
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds request_timeout{60'000};  ///< from sending to the whole answer
    std::size_t response_bytes = 256U << 20U;           ///< a larger answer is an error
    std::string authorization;                          ///< Authorization header, empty: none
};

/// One server, one keep-alive connection, one request at a time. Connects when first used, and anew
/// when the server has closed the idle connection. Not for sharing between threads.
class Client {
public:
    /// `url` as in net/url.hpp.
    [[nodiscard]] static Result<Client> create(std::string_view url, ClientOptions options = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    /// Any status is a Response. Errors: kUnavailable (nobody listens, timed out, cut off),
    /// kLimitExceeded (answer too large).
    [[nodiscard]] Result<Response> post(std::string body,
                                        std::string_view content_type = "application/json");

private:
    class Implementation;
    explicit Client(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::net
