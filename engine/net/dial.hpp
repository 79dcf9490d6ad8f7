#pragma once
// Connecting to a Url: private to this library.

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <string>

#include "base/result.hpp"
#include "net/stream.hpp"
#include "net/url.hpp"

namespace archi::net {

/// Runs `io` until it has nothing left to do: one blocking step of a client.
void run_to_end(asio::io_context& io);

/// A connected stream. Errors: kUnavailable.
[[nodiscard]] Result<Stream> dial(asio::io_context& io, const Url& url,
                                  std::chrono::milliseconds timeout);

/// What a Host header says of `url`.
[[nodiscard]] std::string host_header(const Url& url);
/// How sentences name `url`.
[[nodiscard]] std::string display_name(const Url& url);

}  // namespace archi::net
