#pragma once
// The world's admin socket: what another process of the same user may ask of this one.
//
// HTTP POST of {"method": …, "params": {…}} to a Unix socket that only this user can open. Answers
// {"result": …} or {"error": {"code": word, "sentence": text}}.

#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "net/pool.hpp"
#include "net/server.hpp"
#include "node/control.hpp"

namespace archi::node {

class AdminServer {
public:
    [[nodiscard]] static Result<std::unique_ptr<AdminServer>> start(
        net::Pool& pool, const std::filesystem::path& socket, Control& control,
        const std::function<void()>& on_shutdown_request);

private:
    explicit AdminServer(std::unique_ptr<net::Server> server) : server_(std::move(server)) {}
    std::unique_ptr<net::Server> server_;
};

}  // namespace archi::node
