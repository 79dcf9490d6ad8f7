#pragma once
// Which Host and Origin headers are served.

#include <string>
#include <string_view>
#include <vector>

namespace archi::net {

/// The name of a Host header without its port, in lower case: "LocalHost:8545" is "localhost",
/// "[::1]:80" is "[::1]". Empty if it is malformed.
[[nodiscard]] std::string host_name(std::string_view header);

/// True if `header` names this machine's loopback, or one of `allowed` (names without port, or
/// "*").
[[nodiscard]] bool is_host_allowed(std::string_view header,
                                   const std::vector<std::string>& allowed);

/// The value of Access-Control-Allow-Origin for `origin`; empty if its scripts may not read
/// answers.
[[nodiscard]] std::string allowed_origin(std::string_view origin,
                                         const std::vector<std::string>& allowed);

}  // namespace archi::net
