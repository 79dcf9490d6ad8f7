#pragma once
// The commands of `archipelago`. Each function adds its command to the parser; what the command
// does runs after parsing and leaves its exit code in `exit_code`.

#include "cli/session.hpp"

namespace CLI {
class App;
}

namespace archi::cli {

/// What commands share while the command line is parsed and run.
struct Registry {
    CLI::App& app;
    Session& session;
    int& exit_code;
};

void add_init(Registry registry);
void add_up(Registry registry);  ///< up, down
void add_status(Registry registry);
void add_chain(Registry registry);
void add_accounts(Registry registry);
void add_bench(Registry registry);
void add_batches(Registry registry);
void add_rebuild(Registry registry);
void add_send(Registry registry);  ///< send, transfers
void add_logs(Registry registry);
void add_demo(Registry registry);
void add_evm(Registry registry);
void add_version(Registry registry);
void add_zk(Registry registry);

}  // namespace archi::cli
