#include "net/responder.hpp"

#include <atomic>
#include <utility>

namespace archi::net {

class Responder::State {
public:
    explicit State(Deliver deliver) : deliver_(std::move(deliver)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { answer(text_response(500, "The request was dropped without an answer.")); }

    void answer(Response response)
    {
        if (!answered_.exchange(true)) deliver_(std::move(response));
    }

private:
    Deliver deliver_;
    std::atomic<bool> answered_{false};
};

Responder::Responder(Deliver deliver) : state_(std::make_shared<State>(std::move(deliver))) {}

void Responder::operator()(Response response) const
{
    state_->answer(std::move(response));
}

}  // namespace archi::net
