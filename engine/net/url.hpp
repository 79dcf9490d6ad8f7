#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace archi::net {

/// Where a client connects: "http://host[:port][/path]", "ws://…", or "unix:/path/of/socket".
struct Url {
    std::string host;  ///< without brackets; empty for a Unix socket
    std::uint16_t port = 80;
    std::string target = "/";
    std::string unix_path;

    bool operator==(const Url&) const = default;
};

/// Errors: kInvalidArgument, kUnsupported (https and wss: there is no TLS yet).
[[nodiscard]] Result<Url> parse_url(std::string_view text);

}  // namespace archi::net
