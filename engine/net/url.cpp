#include "net/url.hpp"

#include <charconv>

namespace archi::net {
namespace {

std::unexpected<Error> malformed(std::string_view text)
{
    return failure(ErrorCode::kInvalidArgument,
                   "\"" + std::string(text) +
                       "\" is not an address; write it as http://host:port, ws://host:port or "
                       "unix:/path");
}

}  // namespace

Result<Url> parse_url(std::string_view text)
{
    Url url;
    if (text.starts_with("unix:")) {
        url.unix_path = text.substr(5);
        if (url.unix_path.empty()) return malformed(text);
        return url;
    }
    if (text.starts_with("https://") || text.starts_with("wss://"))
        return failure(ErrorCode::kUnsupported,
                       "\"" + std::string(text) +
                           "\" needs TLS, which this version does not speak; "
                           "use the http:// or ws:// address");

    auto rest = text;
    if (rest.starts_with("http://"))
        rest.remove_prefix(7);
    else if (rest.starts_with("ws://"))
        rest.remove_prefix(5);
    else
        return malformed(text);

    const auto slash = rest.find('/');
    auto authority = rest.substr(0, slash);
    if (slash != std::string_view::npos) url.target = rest.substr(slash);

    auto host_end = authority.find(':');
    if (authority.starts_with('[')) {
        const auto bracket = authority.find(']');
        if (bracket == std::string_view::npos) return malformed(text);
        url.host = authority.substr(1, bracket - 1);
        host_end = bracket + 1 == authority.size() ? std::string_view::npos : bracket + 1;
    } else {
        url.host = authority.substr(0, host_end);
    }
    if (host_end != std::string_view::npos) {
        const auto port = authority.substr(host_end);
        const auto* const end = port.data() + port.size();
        if (port.front() != ':') return malformed(text);
        const auto [stop, error] = std::from_chars(port.data() + 1, end, url.port);
        if (error != std::errc{} || stop != end || url.port == 0) return malformed(text);
    }
    if (url.host.empty()) return malformed(text);
    return url;
}

}  // namespace archi::net
