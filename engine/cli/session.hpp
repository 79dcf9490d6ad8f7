#pragma once
// What every command has at hand: the options that all commands share, and how results are told.

#include <filesystem>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "node/control.hpp"
#include "node/world.hpp"

namespace archi::cli {

/// Exit codes of every command.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;      ///< the job failed
inline constexpr int kWrongUsage = 2;  ///< the command line is wrong; nothing was done

struct Session {
    std::filesystem::path world;
    bool json = false;
    bool quiet = false;
};

/// Prints `error` (a sentence on stderr; with --json an object on stdout) and gives the exit code.
int report(const Session& session, const Error& error);

/// A stage of long work, on stderr, unless quiet or --json.
void tell(const Session& session, const std::string& stage);
[[nodiscard]] node::Progress progress(const Session& session);

/// The world wherever it is open: in this process if it is free, else over the admin socket of the
/// process that has it.
[[nodiscard]] Result<std::unique_ptr<node::Control>> connect(const Session& session);

}  // namespace archi::cli
