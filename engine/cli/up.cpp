// archipelago up, down: run a world, in front or in the background, and end it.

#include <fcntl.h>
#include <fmt/core.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "base/log.hpp"
#include "cli/commands.hpp"
#include "cli/table.hpp"
#include "node/layout.hpp"
#include "node/snapshot_json.hpp"

namespace archi::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kDetachTimeout{60'000};
constexpr milliseconds kPoll{50};

void show(const Session& session, const node::WorldSnapshot& world)
{
    if (session.json)
        fmt::print("{}\n", node::to_json(world));
    else if (!session.quiet)
        fmt::print("{}", chain_table(world));
    static_cast<void>(std::fflush(stdout));
}

/// Blocks the signals that end the program, for this thread and those it starts.
sigset_t block_end_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

int run_in_front(const Session& session)
{
    const auto signals = block_end_signals();
    auto world = node::World::open(session.world);
    if (!world) return report(session, world.error());
    if (auto opened = log::open({.file = node::Layout{session.world}.log_file()}); !opened)
        return report(session, opened.error());
    (*world)->start_all(progress(session));
    // Ending is one signal, whoever asks for it.
    auto served = (*world)->serve_admin([] { kill(getpid(), SIGTERM); });
    if (!served) return report(session, served.error());

    show(session, (*world)->snapshot());
    tell(session, "running; Ctrl-C stops");
    int signal = 0;
    sigwait(&signals, &signal);
    tell(session, "stopping");
    world->reset();
    log::close();
    return kDone;
}

/// Starts this program again as `up` of the same world, in a session of its own, without terminal.
Result<pid_t> spawn_detached(const Session& session)
{
    const auto world = std::filesystem::absolute(session.world).string();
    const std::array<const char*, 6> arguments{"archipelago", "up",          "--quiet",
                                               "--world",     world.c_str(), nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t child = -1;
    const int status = posix_spawn(&child, "/proc/self/exe", &files, &attributes,
                                   // POSIX takes char* for historical reasons and changes nothing.
                                   // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
                                   const_cast<char* const*>(arguments.data()), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    if (status != 0) return failure(ErrorCode::kInternal, "cannot start the background process");
    return child;
}

bool is_settled(const node::WorldSnapshot& world)
{
    return std::ranges::none_of(world.chains, [](const auto& chain) {
        return chain.state.phase == chain::Phase::kStarting;
    });
}

int run_detached(const Session& session)
{
    // Opening the world here first gives its errors to the user instead of a log file.
    {
        auto world = node::World::open(session.world);
        if (!world) return report(session, world.error());
    }
    const auto child = spawn_detached(session);
    if (!child) return report(session, child.error());
    tell(session, fmt::format("started process {}", *child));
    for (auto waited = milliseconds(0); waited < kDetachTimeout; waited += kPoll) {
        if (auto remote = node::attach(session.world)) {
            const auto world = (*remote)->status();
            if (world && is_settled(*world)) {
                show(session, *world);
                return kDone;
            }
        }
        if (waitpid(*child, nullptr, WNOHANG) == *child) break;
        std::this_thread::sleep_for(kPoll);
    }
    return report(session, Error(ErrorCode::kUnavailable,
                                 "the background process did not come up; read " +
                                     node::Layout{session.world}.log_file().string()));
}

int run_down(const Session& session)
{
    auto remote = node::attach(session.world);
    if (!remote) return report(session, remote.error());
    if (auto asked = (*remote)->shut_down(); !asked) return report(session, asked.error());
    tell(session, "stopping");
    for (auto waited = milliseconds(0); waited < kDetachTimeout; waited += kPoll) {
        if (node::World::open(session.world)) {
            if (session.json)
                fmt::print("{{\"done\":\"stopped\"}}\n");
            else if (!session.quiet)
                fmt::print("Stopped.\n");
            return kDone;
        }
        std::this_thread::sleep_for(kPoll);
    }
    return report(session, Error(ErrorCode::kUnavailable, "the process did not end in a minute"));
}

}  // namespace

void add_up(Registry registry)
{
    auto* up = registry.app.add_subcommand("up", "Run the world: start its chains");
    const auto detach = std::make_shared<bool>(false);
    up->add_flag("-d,--detach", *detach, "Run in the background; 'archipelago down' ends it");
    up->footer("Examples:\n  archipelago up\n  archipelago up --detach --json");
    up->callback([registry, detach] {
        registry.exit_code =
            *detach ? run_detached(registry.session) : run_in_front(registry.session);
    });

    auto* down = registry.app.add_subcommand("down", "Stop the process that runs the world");
    down->callback([registry] { registry.exit_code = run_down(registry.session); });
}

}  // namespace archi::cli
