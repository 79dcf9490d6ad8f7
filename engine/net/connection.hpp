#pragma once
// One accepted connection: private to this library.

#include <functional>
#include <string>

#include "net/stream.hpp"

namespace archi::net {

/// All members belong to the stream's strand, but the constants.
struct Connection {
    explicit Connection(Socket socket);

    /// The server stops: ends at once if no request is under way, else after its answer.
    void end();
    void close();

    Stream stream;
    const bool is_local;           ///< over a Unix-domain socket
    const std::string peer;        ///< numeric address, empty if local
    bool is_idle = true;           ///< between two requests
    std::function<void()> on_end;  ///< replaces what end() does, once upgraded
};

}  // namespace archi::net
