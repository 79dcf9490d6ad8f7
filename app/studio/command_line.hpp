#pragma once
// What the command line asks of the studio; read before there is a window or a display.

#include <filesystem>
#include <optional>
#include <string>

namespace archi::app {

struct CommandLine {
    std::filesystem::path world;  ///< empty: the default world
    std::string l1;               ///< where a new world settles (node/world_file.hpp)
    bool demo = false;
    /// Set if there is nothing more to do: 0 after --help and --version, 2 after wrong usage. What
    /// there is to say has been printed.
    std::optional<int> exit_code;
};

/// Needs that no application object exists, and prepare_application() before it.
[[nodiscard]] CommandLine read_command_line(int argc, char* argv[]);

}  // namespace archi::app
