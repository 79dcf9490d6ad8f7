#include "net/server_core.hpp"

#include <utility>

namespace archi::net {

ServerCore::ServerCore(Pool& server_pool, ServerOptions server_options,
                       std::shared_ptr<Handler> server_handler)
    : pool(server_pool), options(std::move(server_options)), handler(std::move(server_handler))
{
}

std::shared_ptr<Connection> ServerCore::admit(Socket socket)
{
    auto connection = std::make_shared<Connection>(std::move(socket));
    const std::lock_guard lock(mutex_);
    if (stopping_ || connections_.size() >= options.limits.connections) return nullptr;
    if (!connection->is_local) {
        auto& of_peer = per_peer_[connection->peer];
        if (of_peer >= options.limits.connections_per_peer) return nullptr;
        ++of_peer;
    }
    connections_.insert(connection);
    return connection;
}

void ServerCore::leave(const std::shared_ptr<Connection>& connection)
{
    const std::lock_guard lock(mutex_);
    connections_.erase(connection);
    const auto of_peer = per_peer_.find(connection->peer);
    if (of_peer != per_peer_.end() && --of_peer->second == 0) per_peer_.erase(of_peer);
    changed_.notify_all();
}

std::size_t ServerCore::connections() const
{
    const std::lock_guard lock(mutex_);
    return connections_.size();
}

void ServerCore::accepting(bool is_accepting)
{
    const std::lock_guard lock(mutex_);
    accepting_ = is_accepting;
    changed_.notify_all();
}

void ServerCore::begin_stop()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    for_each_on_its_strand(&Connection::end);
}

void ServerCore::close_all()
{
    for_each_on_its_strand(&Connection::close);
}

bool ServerCore::wait_until_empty(milliseconds timeout)
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, timeout, [this] { return connections_.empty() && !accepting_; });
}

void ServerCore::for_each_on_its_strand(void (Connection::*action)())
{
    const std::lock_guard lock(mutex_);
    for (const auto& connection : connections_)
        asio::post(connection->stream.get_executor(),
                   [connection, action] { ((*connection).*action)(); });
}

}  // namespace archi::net
