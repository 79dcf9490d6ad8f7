// archipelago logs: what the world's process has logged.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <deque>
#include <fstream>
#include <thread>

#include "base/log.hpp"
#include "cli/commands.hpp"
#include "node/layout.hpp"

namespace archi::cli {
namespace {

struct Options {
    std::size_t lines = 50;
    std::string chain;
    bool follow = false;
};

bool passes(const Options& options, const std::string& line)
{
    return options.chain.empty() || line.find(" " + options.chain + ": ") != std::string::npos;
}

/// Prints lines as they are appended; starts over when the file is rotated. Ends with Ctrl-C.
void follow(const std::filesystem::path& file, std::uintmax_t position, const Options& options)
{
    for (;;) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        if (!error && size < position) position = 0;
        if (!error && size > position) {
            std::ifstream in(file);
            in.seekg(static_cast<std::streamoff>(position));
            for (std::string line; std::getline(in, line) && !in.eof();) {
                position += line.size() + 1;
                if (passes(options, line)) fmt::print("{}\n", line);
            }
            static_cast<void>(std::fflush(stdout));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

int run(const Session& session, const Options& options)
{
    const auto file = node::Layout{session.world}.log_file();
    std::ifstream in(file);
    if (!in) {
        return report(session, Error(ErrorCode::kNotFound, "there is no log in " + file.string() +
                                                               " yet; it begins with 'up'"));
    }
    std::deque<std::string> last;
    std::uintmax_t position = 0;
    for (std::string line; std::getline(in, line) && !in.eof();) {
        position += line.size() + 1;
        if (!passes(options, line)) continue;
        last.push_back(std::move(line));
        if (last.size() > options.lines) last.pop_front();
    }
    for (const auto& line : last)
        fmt::print("{}\n", line);
    static_cast<void>(std::fflush(stdout));
    if (options.follow) follow(file, position, options);
    return kDone;
}

}  // namespace

void add_logs(Registry registry)
{
    auto* command = registry.app.add_subcommand("logs", "Show what the world's process logged");
    const auto options = std::make_shared<Options>();
    command->add_flag("-f,--follow", options->follow, "Go on as lines arrive");
    command->add_option("-n,--lines", options->lines, "How many of the last lines")
        ->capture_default_str();
    command->add_option("--chain", options->chain, "Only lines about this chain");
    command->footer("Example:\n  archipelago logs --follow --chain tortuga");
    command->callback(
        [registry, options] { registry.exit_code = run(registry.session, *options); });
}

}  // namespace archi::cli
