#include "net/host_rules.hpp"

#include <algorithm>

namespace archi::net {
namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_port(std::string_view text)
{
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string host_name(std::string_view header)
{
    auto name = header;
    if (header.starts_with('[')) {
        const auto end = header.find(']');
        if (end == std::string_view::npos) return {};
        name = header.substr(0, end + 1);
    } else {
        name = header.substr(0, header.find(':'));
    }
    const auto rest = header.substr(name.size());
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return {};

    std::string lowered(name);
    std::ranges::transform(lowered, lowered.begin(), lower);
    return lowered;
}

bool is_host_allowed(std::string_view header, const std::vector<std::string>& allowed)
{
    if (std::ranges::find(allowed, "*") != allowed.end()) return true;
    const auto name = host_name(header);
    if (name == "127.0.0.1" || name == "localhost" || name == "[::1]") return true;
    return !name.empty() && std::ranges::any_of(allowed, [&](const std::string& candidate) {
        return host_name(candidate) == name;
    });
}

std::string allowed_origin(std::string_view origin, const std::vector<std::string>& allowed)
{
    if (std::ranges::find(allowed, "*") != allowed.end()) return "*";
    const auto found = std::ranges::find(allowed, origin);
    return found == allowed.end() ? std::string{} : *found;
}

}  // namespace archi::net
