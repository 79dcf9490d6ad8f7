#include "load/null_server.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <csignal>
#include <memory>

#include "load/check.hpp"
#include "net/server.hpp"

namespace archi::load {

namespace {

class Answer : public net::Handler {
public:
    explicit Answer(std::string text) : text_(std::move(text)) {}
    void on_request(net::Request, net::Responder respond) override
    {
        respond({200, "application/json", text_});
    }
    bool on_open(const std::shared_ptr<net::Channel>&) override { return false; }
    void on_text(const std::shared_ptr<net::Channel>&, std::string) override {}
    void on_close(const std::shared_ptr<net::Channel>&) override {}

private:
    std::string text_;
};

[[noreturn]] void serve(unsigned results, int told)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::string text = "[";
    for (unsigned i = 0; i < results; ++i) {
        if (i > 0) text += ",";
        text += R"({"jsonrpc":"2.0","id":1,"result":"0x)" + std::string(64, 'a') + "\"}";
    }
    net::Pool pool;
    const auto server =
        must(net::Server::start(pool, {}, std::make_shared<Answer>(text + "]")), "null server");
    const auto port = server->port();
    if (write(told, &port, sizeof port) != sizeof port) _exit(1);
    for (;;)
        pause();
}

}  // namespace

NullServer::NullServer(unsigned results)
{
    std::array<int, 2> channel{};
    if (pipe(channel.data()) != 0) give_up("no pipe");
    process_ = fork();
    if (process_ < 0) give_up("no process");
    if (process_ == 0) serve(results, channel[1]);
    std::uint16_t port = 0;
    if (read(channel[0], &port, sizeof port) != sizeof port) give_up("the null server died");
    close(channel[0]);
    close(channel[1]);
    url_ = "http://127.0.0.1:" + std::to_string(port);
}

NullServer::~NullServer()
{
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
}

}  // namespace archi::load
