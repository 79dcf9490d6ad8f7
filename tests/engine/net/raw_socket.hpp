#pragma once
// A client without manners: sends exactly the bytes it is told to.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace archi::net::tests {

class RawSocket {
public:
    /// Connected to 127.0.0.1, or not: see is_connected.
    explicit RawSocket(std::uint16_t port);
    ~RawSocket();
    RawSocket(RawSocket&& other) noexcept;
    RawSocket& operator=(RawSocket&&) = delete;

    [[nodiscard]] bool is_connected() const { return descriptor_ >= 0; }
    /// False once the other side has closed.
    bool send(std::string_view bytes) const;
    /// All that comes until the other side closes, or nothing comes for 20 s.
    [[nodiscard]] std::string receive_until_closed() const;
    /// All that comes until `ending` has come, the other side closes, or nothing comes for 20 s.
    [[nodiscard]] std::string receive_until(std::string_view ending) const;

private:
    int descriptor_;
};

/// A complete request with `body` and the headers that a decent client sends.
[[nodiscard]] std::string post_request(std::string_view body, std::string_view host = "127.0.0.1",
                                       std::string_view more_headers = "");

}  // namespace archi::net::tests
