#include "studio/end_signals.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <utility>

namespace archi::app {

namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};

// A handler may do no more than write to a socket that the event loop watches.
std::array<int, 2> sockets{-1, -1};

void wake(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = write(sockets[0], &byte, 1);
}

}  // namespace

EndSignals::EndSignals(std::function<void()> on_signal)
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, sockets.data()) != 0)
        return;  // signals keep ending the process
    notifier_ = std::make_unique<QSocketNotifier>(sockets[1], QSocketNotifier::Read);
    QObject::connect(notifier_.get(), &QSocketNotifier::activated, notifier_.get(),
                     [on_signal = std::move(on_signal)] {
                         std::array<char, 16> bytes{};
                         if (read(sockets[1], bytes.data(), bytes.size()) > 0) on_signal();
                     });
    struct sigaction action{};
    action.sa_handler = wake;
    action.sa_flags = SA_RESTART;
    for (const int signal : kSignals)
        sigaction(signal, &action, nullptr);
}

EndSignals::~EndSignals()
{
    if (!notifier_) return;
    for (const int signal : kSignals)
        std::signal(signal, SIG_DFL);
    notifier_.reset();
    for (auto& socket : sockets)
        close(std::exchange(socket, -1));
}

}  // namespace archi::app
