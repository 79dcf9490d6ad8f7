#pragma once

#include <functional>
#include <memory>

#include "net/message.hpp"

namespace archi::net {

/// The right to answer one request, once, from any thread, now or later. Copies share that right;
/// if the last of them goes without answering, the client gets status 500.
class Responder {
public:
    using Deliver = std::function<void(Response)>;
    explicit Responder(Deliver deliver);

    /// The first call answers; further calls do nothing.
    void operator()(Response response) const;

private:
    class State;
    std::shared_ptr<State> state_;
};

}  // namespace archi::net
