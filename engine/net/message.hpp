#pragma once
// HTTP requests and responses as handlers see them.

#include <string>

namespace archi::net {

struct Request {
    std::string method;  ///< "GET", "POST" …
    std::string target;  ///< path and query
    std::string host;    ///< Host header as sent
    std::string origin;  ///< Origin header; empty unless a browser sends it
    std::string content_type;
    std::string authorization;
    std::string body;
    std::string peer;              ///< numeric address of the other side; empty on a Unix socket
    bool is_local_socket = false;  ///< arrived over a Unix-domain socket
};

struct Response {
    unsigned status = 200;
    std::string content_type = "application/json";
    std::string body;
};

/// A plain sentence with `status`.
[[nodiscard]] Response text_response(unsigned status, std::string sentence);

}  // namespace archi::net
